#include "report_marks.hpp"

#include "report_words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace osaki::cli {

namespace {

constexpr std::array<std::string_view, 3> slices{"office_type", "profession", "group_kind"};
constexpr std::array<std::string_view, 2> keys{"figure", "measure"};
// Percentages are not among them: one of nobody is unknown without having been blanked.
constexpr std::array<std::string_view, 20> counts{"n",   "of",  "previous_n", "previous_of", "year_ago_n", "year_ago_of",  "apr",
                                                  "may", "jun", "jul",        "aug",         "sep",        "oct",          "nov",
                                                  "dec", "jan", "feb",        "mar",         "year",       "previous_year"};

using Row = std::vector<Value>;

bool is_nothing(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

std::vector<std::size_t> places_of(const Table& table, std::span<const std::string_view> names) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (std::ranges::find(names, table.columns[i].name) != names.end()) places.push_back(i);
    return places;
}

std::string key_of(const Row& row, std::span<const std::size_t> places) {
    std::string key;
    for (const auto place : places)
        if (const auto* label = std::get_if<Label>(&row[place])) key += std::string(label->token) + ' ';
    return key;
}

bool is_ratio(std::string_view key) {
    return key.ends_with(" percent ") || key.ends_with(" average ");
}

}  // namespace

void name_totals(Table& table, std::string_view column) {
    for (const auto place : places_of(table, {&column, 1}))
        for (auto& row : table.rows)
            if (is_nothing(row[place])) row[place] = Label{"all", N_("all")};
}

void mark_blanked(Table& table) {
    const auto slice_places = places_of(table, slices), key_places = places_of(table, keys),
               count_places = places_of(table, counts);
    const auto is_whole = [&](const Row& row) {
        return std::ranges::all_of(slice_places, [&](std::size_t place) { return is_nothing(row[place]); });
    };
    std::map<std::string, const Row*> wholes;
    for (const auto& row : table.rows)
        if (is_whole(row)) wholes.emplace(key_of(row, key_places), &row);
    for (auto& row : table.rows) {
        const auto key = key_of(row, key_places);
        const auto whole = wholes.find(key);
        if (whole == wholes.end() || is_ratio(key) || is_whole(row)) continue;
        for (const auto place : count_places)
            if (is_nothing(row[place]) && !is_nothing((*whole->second)[place])) row[place] = std::string(blanked);
    }
}

}  // namespace osaki::cli
