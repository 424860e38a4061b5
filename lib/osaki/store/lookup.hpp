// Finding rows by a normalised text (mail, name, number) through one table of 63-bit keyed hashes. Derived: the SQL view
// lookup_source says what belongs in it, and verify recomputes it. A hash may lie: compare the row you get.
#pragma once

#include "osaki/store/store.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki {

// kind as in lookup_source, "user_mail". Empty text is not kept. Written in sorted batches, at the latest by commit().
void add_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id);
void remove_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id);
// Ids in ascending order, those of an unfinished batch included.
std::vector<std::int64_t> find_lookup(const View& view, std::string_view kind, std::string_view text);

// What lookup_source says of one row: kinds `noun_...` with their texts.
using LookupTexts = std::set<std::pair<std::string, std::string>>;
LookupTexts lookup_texts(const View& view, std::string_view noun, std::int64_t id);
// After the row was written: `before` is what lookup_texts() said until then, empty for a new row.
void renew_lookups(Change& change, std::string_view noun, std::int64_t id, const LookupTexts& before);

// All of it anew, from lookup_source.
void rebuild_lookups(Change& change);

// Of a kind `..._letters`: the first `limit` rows that have the letters of every text, by number. One letter is found where it
// is the first or the last. The letters may stand elsewhere: compare the row you get.
std::vector<std::int64_t> find_letters(const View& view, std::string_view kind, const std::vector<std::string>& texts,
                                       std::size_t limit);

}  // namespace osaki
