// Shares on a sheet: n, N and % each in a column of its own, because a cell of a workbook holds one number.
#include "osaki/print/table_form.hpp"
#include "osaki/workbook/report.hpp"

#include <algorithm>

namespace osaki {

namespace {

PageCell count_cell(std::optional<std::int64_t> number) {
    if (!number) return {};
    return {std::to_string(*number), static_cast<double>(*number)};
}

const PageCell* cell_at(const PageRow& row, std::size_t column) {
    return column < row.cells.size() ? &row.cells[column] : nullptr;
}

bool is_share(const PageCell& cell) {
    return cell.of.has_value();
}

bool has_share(const PageTable& table, std::size_t column) {
    return std::ranges::any_of(table.rows, [&](const PageRow& row) {
        const auto* cell = cell_at(row, column);
        return cell != nullptr && is_share(*cell);
    });
}

// What is no share, a count or an average among shares, stays in the first of the three; a word for all of it stands in each.
void add_three(PageRow& to, const PageCell& cell) {
    if (is_share(cell)) {
        auto percent = cell;
        percent.text = cell.number ? cell.text.substr(cell.text.find('(') + 1) : std::string();
        if (percent.text.ends_with(')')) percent.text.pop_back();
        percent.n = percent.of = {};
        to.cells.insert(to.cells.end(), {count_cell(cell.n), count_cell(cell.of), percent});
    } else if (cell.number || cell.text.empty()) to.cells.insert(to.cells.end(), {cell, {}, {}});
    else to.cells.insert(to.cells.end(), 3, cell);
}

}  // namespace

PageTable with_shares_apart(const PageTable& table) {
    std::vector<bool> is_apart;
    PageTable apart{table.caption, {}, {}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        is_apart.push_back(has_share(table, i));
        apart.columns.push_back(column);
        if (is_apart.back())
            for (const auto* what : {" N", " %"}) apart.columns.push_back({column.heading + what, true});
    }
    for (const auto& row : table.rows) {
        PageRow made{{}, row.is_total};
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto* cell = cell_at(row, i);
            if (is_apart[i]) add_three(made, cell != nullptr ? *cell : PageCell{});
            else made.cells.push_back(cell != nullptr ? *cell : PageCell{});
        }
        apart.rows.push_back(std::move(made));
    }
    return apart;
}

}  // namespace osaki
