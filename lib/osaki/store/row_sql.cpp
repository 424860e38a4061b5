#include "osaki/store/row_sql.hpp"

namespace osaki {

std::string in_quotes(std::string_view name) {
    return '"' + std::string(name) + '"';
}

std::string insert_sql(std::string_view table, const std::vector<std::string_view>& names) {
    std::string columns, places;
    for (const auto name : names) {
        columns += (columns.empty() ? "" : ", ") + in_quotes(name);
        places += places.empty() ? "?" : ", ?";
    }
    return "INSERT INTO " + in_quotes(table) + " (" + columns + ") VALUES (" + places + ")";
}

std::string update_sql(std::string_view table, const std::vector<std::string_view>& names) {
    std::string columns;
    for (std::size_t i = 1; i < names.size(); ++i)
        columns += (i == 1 ? "" : ", ") + in_quotes(names[i]) + " = ?" + std::to_string(i + 1);
    return "UPDATE " + in_quotes(table) + " SET " + columns + " WHERE " + in_quotes(names[0]) + " = ?1";
}

std::string remove_sql(std::string_view table, const std::vector<std::string_view>& names) {
    return "DELETE FROM " + in_quotes(table) + " WHERE " + in_quotes(names[0]) + " = ?1";
}

}  // namespace osaki
