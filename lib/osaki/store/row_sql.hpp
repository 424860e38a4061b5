// The SQL that writes one row of a table. Names come from record descriptions, never from input.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

std::string in_quotes(std::string_view name);
// The primary key stands first among the names; update and remove bind it as ?1.
std::string insert_sql(std::string_view table, const std::vector<std::string_view>& names);
std::string update_sql(std::string_view table, const std::vector<std::string_view>& names);
std::string remove_sql(std::string_view table, const std::vector<std::string_view>& names);

}  // namespace osaki
