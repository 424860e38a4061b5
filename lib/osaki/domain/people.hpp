// Who was what on a day (在籍): state, profession and office of every user, all intervals read once and asked for as many days as
// a report has. One human, one account (art. 8-2(1)): a number that was merged into another counts as that one, all its past too.
#pragma once

#include "osaki/domain/membership.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace osaki {

namespace sql {
class Statement;
}

// Where somebody is counted: index of a word in People, or none.
struct Place {
    std::int16_t office_type = -1;
    std::int16_t profession = -1;
    auto operator<=>(const Place&) const = default;
};
struct Standing {
    UserState state = UserState::registered;
    OfficeId office;  // 0: no open membership
    Place place;
};

class People {
public:
    explicit People(const View& view);

    std::size_t size() const { return ids_.size(); }
    UserId id(std::size_t person) const { return ids_[person]; }  // ascending
    std::optional<std::size_t> find(UserId id) const;             // of a merged number: the one it lives on in
    UserId standing(UserId id) const;                             // likewise; the number itself when nobody has it
    // Nothing when not in the register that day, or left.
    std::optional<Standing> on(std::size_t person, Date day) const;
    std::optional<Date> held_since(std::size_t person, Date day) const;  // without a gap
    bool was_there(std::size_t person, Date from, Date to) const;        // in the register on at least one of the days
    // Days within from..to on which the person came into the register from outside, or left it and was not back that day.
    int times_joined(std::size_t person, Date from, Date to) const;
    int times_left(std::size_t person, Date from, Date to) const;
    // Where somebody who came or left is counted: as on that day, at the last office there was until then.
    Place place_around(std::size_t person, Date day) const;

    std::string_view word(std::int16_t index) const {
        return index < 0 ? std::string_view() : words_[static_cast<std::size_t>(index)];
    }
    // Before the office was registered its first type holds.
    std::optional<std::int16_t> office_type(OfficeId office, Date day) const;
    // Every office but the secretariat's own, with its type, that was registered and open on the day: of an office whose own
    // first day nobody knows, from the first day of its people on.
    std::vector<std::pair<OfficeId, std::int16_t>> offices_on(Date day) const;

private:
    struct Span {
        std::int32_t since = 0;
        std::int32_t until = std::numeric_limits<std::int32_t>::max();
        std::int16_t value = -1;  // a word, a state
        bool covers(Date day) const { return since <= day.days && day.days < until; }
    };
    struct Stay {
        Span span;
        OfficeId office;
    };
    // What a row of the register says of a person; before a merge the other number said it.
    template <class T>
    struct Said {
        std::uint32_t person = 0;
        bool is_own = true;
        T item = {};
    };
    template <class T>
    struct Lists {
        std::vector<std::uint32_t> begins = {};  // of each person, and the end
        std::vector<T> items = {};
        explicit Lists(std::size_t people = 0, const std::vector<Said<T>>& sorted = {});
        std::span<const T> at(std::size_t person) const {
            return std::span(items).subspan(begins[person], begins[person + 1] - begins[person]);
        }
    };
    struct Premises {
        std::vector<Span> types = {};
        std::int32_t since = std::numeric_limits<std::int32_t>::max(), closed = std::numeric_limits<std::int32_t>::max();
        bool is_secretariat = false;
    };

    std::int16_t index_of(std::string_view word);
    void read_ids(const View& view);
    template <class T, class Read>
    std::vector<Said<T>> said(sql::Statement& rows, Read read) const;
    Lists<Span> read_spans(const View& view, std::string_view field);
    void read_stays(const View& view);
    void read_offices(const View& view);
    Place place_of(std::size_t person, Date day, const Stay* stay) const;

    std::vector<UserId> ids_;
    std::vector<std::uint32_t> person_of_;  // by number
    Lists<Span> states_, professions_;
    Lists<Stay> stays_;
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::int16_t> index_;
    std::vector<Premises> offices_;  // by number
};

}  // namespace osaki
