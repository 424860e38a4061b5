// Which tables and columns are shown, how single values read, and which writer takes them.
#include "output.hpp"

#include "osaki/base/text.hpp"
#include "osaki/exchange/report_book.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace osaki::cli {

namespace {

bool is_wanted(const ColumnInfo& column, const Style& style, bool single) {
    if (style.format != Format::table || single) return column.show != Show::never;
    return column.show == Show::list;
}

std::vector<std::size_t> columns_of(const Table& table, const Style& style, const std::vector<std::string>& names) {
    std::vector<std::size_t> columns;
    if (names.empty()) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (is_wanted(table.columns[i], style, table.single)) columns.push_back(i);
        return columns;
    }
    for (const auto& name : names)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].name == name) columns.push_back(i);
    return columns;
}

bool has_field(const Output& output, std::string_view name) {
    for (const auto& table : output.tables)
        for (const auto& column : table.columns)
            if (column.name == name && column.show != Show::never) return true;
    return false;
}

void check_fields(const Output& output, const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (has_field(output, name)) continue;
        std::string all;
        std::vector<std::string_view> shown;
        for (const auto& table : output.tables)
            for (const auto& column : table.columns) {
                if (column.show == Show::never) continue;
                all += (all.empty() ? "" : ", ") + std::string(column.name);
                shown.push_back(column.name);
            }
        const auto near = closest(name, shown);
        if (!near.empty()) fail(Code::usage, N_("there is no field {}; did you mean {}?"), name, near);
        fail(Code::usage, N_("there is no field {}; the fields are {}"), name, all);
    }
}

std::string bare_values(const std::vector<Shown>& tables, bool is_terminal) {
    std::string text;
    for (const auto& shown : tables)
        for (const auto& row : shown.table->rows)
            for (const auto column : shown.columns) {
                const auto value = plain_text(row[column]);
                text += (is_terminal ? printable(value) : value) + '\n';
            }
    return text;
}

std::string bare_numbers(const Output& output) {
    std::string text;
    for (const auto& number : output.numbers) text += number + '\n';
    if (!output.numbers.empty()) return text;
    for (const auto& table : output.tables)
        for (const auto& row : table.rows)
            if (!row.empty() && table.columns[0].type == ColumnType::id) text += plain_text(row[0]) + '\n';
    return text;
}

// A document keeps its lines; the rest of it must not drive the terminal.
std::string printable_lines(std::string_view text) {
    std::string safe;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        safe += printable(text.substr(from, end - from));
        if (end < text.size()) safe += '\n';
        from = end + 1;
    }
    return safe;
}

std::string lines_of(const std::vector<Message>& messages, Translate translate) {
    std::string text;
    for (const auto& message : messages) text += printable(to_text(message, translate)) + '\n';
    return text;
}

std::string for_people(const Output& output, const Style& style) {
    // findings and refused rows are part of what a change has to say
    const bool only_said = style.is_change && !output.said.empty() && !output.outcome && style.fields.empty();
    const bool only_empty = output.tables.size() == 1 && output.tables[0].rows.empty() && !output.said.empty() && !style.quiet;
    std::string text = only_said || only_empty ? std::string() : render_tables(shown_tables(output, style), style);
    if (!style.quiet) text += lines_of(output.said, style.translate);
    return text;
}

const ReportPage& page_in(const Output& output) {
    if (!output.page) fail(Code::usage, N_("this answer is no page; html and pdf are for report monthly, yearly and committee"));
    return *output.page;
}

}  // namespace

Format parse_format(std::string_view text) {
    if (text == "table") return Format::table;
    if (text == "json") return Format::json;
    if (text == "ndjson") return Format::ndjson;
    if (text == "csv") return Format::csv;
    if (text == "xlsx") return Format::xlsx;
    if (text == "html") return Format::html;
    if (text == "pdf") return Format::pdf;
    fail(Code::usage, N_("{} is none of {}"), text, "table, json, ndjson, csv, xlsx, html, pdf");
}

std::string plain_text(const Value& value) {
    struct Visitor {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(bool yes) const { return yes ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(Date date) const { return to_text(date); }
        std::string operator()(Timestamp instant) const { return to_text(instant); }
        std::string operator()(const Label& label) const { return std::string(label.token); }
        std::string operator()(const std::vector<std::string>& parts) const { return join_list(parts); }
        // scripts read the same words in every language
        std::string operator()(const Message& message) const { return message.english(); }
    };
    return std::visit(Visitor{}, value);
}

std::string shown_text(const Value& value, const ColumnInfo& column, const Style& style) {
    const auto label = [&](std::string_view token) {
        return column.codes.empty() || !style.label_of ? std::string(token) : style.label_of(column.codes, token);
    };
    if (const auto* yes = std::get_if<bool>(&value)) return style.translate(*yes ? N_("yes") : N_("no"));
    if (const auto* text = std::get_if<std::string>(&value)) return printable(label(*text));
    if (const auto* name = std::get_if<Label>(&value)) return style.translate(name->label);
    if (const auto* message = std::get_if<Message>(&value)) return printable(to_text(*message, style.translate));
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{:.1f}", *real);
    if (const auto* date = std::get_if<Date>(&value)) return style.wareki ? to_wareki(*date) : to_text(*date);
    if (const auto* instant = std::get_if<Timestamp>(&value)) {
        const auto day = date_of(*instant);
        return (style.wareki ? to_wareki(day) : to_text(day)) + ' ' + to_text(*instant).substr(11, 5);
    }
    if (const auto* parts = std::get_if<std::vector<std::string>>(&value)) {
        std::string text;
        for (const auto& part : *parts) text += (text.empty() ? "" : ", ") + label(part);
        return printable(text);
    }
    return plain_text(value);
}

std::vector<Shown> shown_tables(const Output& output, const Style& style) {
    const auto names = style.field.empty() ? style.fields : std::vector<std::string>{style.field};
    check_fields(output, names);
    std::vector<Shown> tables;
    for (const auto& table : output.tables) {
        Shown shown{&table, columns_of(table, style, names)};
        if (!shown.columns.empty()) tables.push_back(std::move(shown));
    }
    return tables;
}

std::string render(const Output& output, const Style& style) {
    if (style.porcelain) return bare_numbers(output);
    if (!style.field.empty()) return bare_values(shown_tables(output, style), style.is_terminal);
    if (!output.text.empty()) return style.is_terminal ? printable_lines(output.text) : output.text;
    switch (style.format) {
        case Format::table:
            return for_people(output, style);
        case Format::json:
            return render_json(shown_tables(output, style));
        case Format::ndjson:
            return render_ndjson(shown_tables(output, style));
        case Format::csv:
            return render_csv(shown_tables(output, style), style);
        case Format::xlsx:
            if (style.is_terminal) fail(Code::usage, N_("a workbook does not go to a terminal; name a file with --output"));
            // a page has the fields that it has
            return output.page && style.fields.empty() ? workbook_of(*output.page)
                                                       : render_workbook(shown_tables(output, style), style);
        case Format::html:
            return html_of(page_in(output));
        case Format::pdf:
            if (style.is_terminal) fail(Code::usage, N_("a PDF does not go to a terminal; name a file with --output"));
            return pdf_of(page_in(output));
    }
    return {};
}

}  // namespace osaki::cli
