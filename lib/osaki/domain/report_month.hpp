// The figures of one month (集計, art. 8-2(4)): of a closed one as they were reported, of an open one from the dated history, so
// that a past month can be counted again after people have left.
#pragma once

#include "osaki/domain/document.hpp"
#include "osaki/domain/usage_rollup.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace osaki {

struct MonthFigures {
    Month month = {};
    Date day = {};                        // the register is looked at on this day: the month's last, unless said otherwise
    bool closed = false;                  // as frozen when the month was closed
    bool has_usage = false;               // it is known who was active
    bool has_documents = true;            // policy or rules were in force that day; else nobody has anything to acknowledge
    std::vector<UsageCell> cells = {};    // every column filled, but for usage that is not known
    std::vector<UsageCount> counts = {};  // offices by type, groups and groups_without_owner by kind, departures_open, residual
};

// Reads the people once for as many months as are asked for, and not at all while these are closed.
class MonthBook {
public:
    explicit MonthBook(const View& view);
    ~MonthBook();
    MonthBook(const MonthBook&) = delete;
    MonthBook& operator=(const MonthBook&) = delete;

    const View& view() const { return view_; }
    MonthFigures of(Month month, std::optional<Date> day = std::nullopt);
    // Before the register's first user there is nothing to compare with.
    bool knows(Month month);
    const People& people();
    bool has_documents(Date day);  // policy or rules are in force
    // Questions about one of the people, from what was read once.
    bool is_trained(std::size_t person, Date day);
    // Nothing while no policy or rules are in force.
    std::optional<bool> has_acknowledged(std::size_t person, Date day);
    std::vector<Document> unacknowledged(std::size_t person, Date day);  // policy and rules in force, by effective day

private:
    struct Read;
    Read& read();
    const View& view_;
    std::unique_ptr<Read> read_;
    std::optional<std::optional<Date>> first_day_;
};

// Freezes the figures. Code::conflict when closed already, Code::forbidden while the month is not over.
void close_month(Change& change, Month month);
// Code::conflict when it is not closed, Code::usage without a reason.
void reopen_month(Change& change, Month month, std::string_view reason);

}  // namespace osaki
