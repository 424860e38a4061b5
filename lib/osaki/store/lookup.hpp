// Finding rows by a normalised text (mail, name, number) through one table of 63-bit keyed hashes. Derived: the SQL view
// lookup_source says what belongs in it, and verify recomputes it. A hash may lie: compare the row you get.
#pragma once

#include "osaki/store/store.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace osaki {

// kind as in lookup_source, "user_mail". Empty text is not kept. Written in sorted batches, at the latest by commit().
void add_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id);
void remove_lookup(Change& change, std::string_view kind, std::string_view text, std::int64_t id);
// Ids in ascending order, those of an unfinished batch included.
std::vector<std::int64_t> find_lookup(const View& view, std::string_view kind, std::string_view text);

}  // namespace osaki
