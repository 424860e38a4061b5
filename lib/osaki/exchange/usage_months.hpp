// What a file of usage brings, by month: collected while it is read, then looked at against the register and loaded. Private to
// exchange.
#pragma once

#include "osaki/domain/usage_load.hpp"
#include "osaki/exchange/usage_bucket.hpp"
#include "osaki/exchange/usage_file.hpp"
#include "osaki/exchange/usage_findings.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace osaki {

struct UsageMonthTaken {
    Month month;
    bool is_asked = true;                  // with --month only one is
    std::optional<Fault> fault = {};       // why nothing of it can be loaded
    bool is_told = false;                  // the fault
    std::optional<UsageLoad> before = {};  // in force
    UsageBucket bucket = {};
    std::set<std::uint64_t> refused = {};  // subjects whose row is there and cannot be loaded
};

class UsageMonths {
public:
    // of a file; only one month of it when that is asked for
    UsageMonths(const View& view, std::string file, std::optional<Month> only)
        : view_(view), file_(std::move(file)), only_(only), people_(view), subjects_(view) {}
    // Once the header is understood.
    void begin(UsageScope scope, bool adds);
    UsageScope scope() const { return scope_; }

    // The address stays.
    UsageMonthTaken& at(Month month);
    // Whose a row is: a subject for its entry, nothing when the register does not know that.
    std::optional<std::uint64_t> known(UsageKey key, const std::string& text);
    // Of somebody whom the register does not know, told from others by all its keys; true when that is news, and nobody said
    // whose it is in an earlier month.
    std::pair<std::uint64_t, bool> unknown(const std::string& keys, const std::string& key, const std::string& name);
    UserId user_of(std::uint64_t subject) const;  // of a known one: the number that stands
    std::string name_of_user(UserId user) const;
    std::string name_of(std::uint64_t subject) const;  // as messages name it

    // What is wrong with or remarkable about what was collected; rows that stand twice are refused now.
    void finish(UsageFindings& findings, UsageFiles& files);
    // Code::conflict when a month was loaded from a file with this hash; the others of the file may still be.
    void refuse_loaded(const std::string& sha256) const;
    std::int64_t missing() const { return missing_; }  // rows of the loads in force that have no successor
    // Of the rows that were refused only then: how many are of months that were loaded before, and of others only.
    struct Refused {
        std::int64_t replacing = 0, fresh = 0;
    };
    Refused refused() const { return refused_rows_; }
    void load(Change& change, ImportJobId job, const std::function<void(double part)>& progress);

private:
    struct Unknown {
        std::string key, name;
        std::optional<UsageMatch> said = {};
    };
    void tell_twice(UsageFindings& findings, Month month, const std::vector<UsageEntry>& entries);
    void tell_loaded(UsageFindings& findings, const UsageMonthTaken& taken, const std::vector<UsageEntry>& entries);
    void tell_lost(UsageFindings& findings, const UsageMonthTaken& taken, const std::vector<UsageEntry>& entries);
    void tell_strangers(UsageFindings& findings, Month month, const std::vector<UsageEntry>& entries);
    void tell_files(UsageFindings& findings, Month month, UsageFiles& files);
    void leave_out_refused();
    std::int64_t number_in_month(std::uint64_t subject, Month month) const;
    UsageUnmatched unmatched_of(const UsageEntry& entry) const;
    bool is_kept(const UsageEntry& entry) const { return !refused_.contains(entry.line); }
    NewUsageLoad load_of(const UsageMonthTaken& taken) const;

    const View& view_;
    std::string file_;
    std::optional<Month> only_;
    People people_;
    std::optional<UsageSubjects> subjects_;  // while the file is read
    UsageScope scope_ = UsageScope::network;
    bool adds_ = false;
    std::map<Month, UsageMonthTaken> months_;
    std::vector<Unknown> unknown_;
    std::unordered_map<std::string, std::size_t> unknown_of_;  // by all keys
    std::unordered_map<std::int64_t, std::int64_t> others_;    // of users with the address of another: the other
    std::set<std::int64_t> refused_;                           // lines that may not be loaded, found when all were read
    Refused refused_rows_ = {};
    std::int64_t missing_ = 0;
};

}  // namespace osaki
