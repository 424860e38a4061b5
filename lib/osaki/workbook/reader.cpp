#include "osaki/workbook/reader.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/text.hpp"
#include "osaki/workbook/book.hpp"
#include "osaki/workbook/xml.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace osaki {

namespace {

// Excel's own limits; a cell of 32,767 letters takes no more than four bytes each.
constexpr std::int64_t most_rows = 1048576;
constexpr std::size_t most_columns = 16384;
constexpr std::size_t longest_cell = std::size_t{32767} * 4;
constexpr std::size_t most_merges = 10'000;  // of which each is told

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "AB12" is 27; nothing for what is no place of a cell.
std::optional<std::size_t> column_of(std::string_view place) {
    std::size_t column = 0;
    std::size_t letters = 0;
    while (letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z' && letters < 3)
        column = column * 26 + static_cast<std::size_t>(place[letters++] - 'A' + 1);
    if (column == 0 || column > most_columns) return std::nullopt;
    return column - 1;
}

// 2026-04-01T00:00:00 is a day; the seconds stand only when there are some.
std::string shown_iso(std::string_view text) {
    if (text.ends_with('Z')) text.remove_suffix(1);
    for (const std::string_view zero : {".000", ":00", "T00:00"})
        if (text.ends_with(zero) && (zero != ":00" || text.size() == 19)) text.remove_suffix(zero.size());
    return std::string(text);
}

class SheetReader {
public:
    SheetReader(Package& package, const Book& book, const std::string& part, const EachSheetRow& each)
        : package_(package), book_(book), part_(part), each_(each) {}
    void read(Sheet& facts);

private:
    void take_row(const pugi::xml_node& node);
    void take_cell(const pugi::xml_node& node);
    SheetCell cell_of(const pugi::xml_node& node, const pugi::xml_node& value) const;
    const NumberFormat& format_of(std::string_view style) const;
    void take_hidden_columns(const pugi::xml_node& columns, Sheet& facts) const;
    void take_merges(const pugi::xml_node& merges, Sheet& facts) const;

    Package& package_;
    const Book& book_;
    const std::string& part_;
    const EachSheetRow& each_;
    std::vector<RichText> strings_;
    std::vector<NumberFormat> formats_;
    SheetRow row_;
    std::size_t next_column_ = 0;
    std::size_t widest_ = 0;
};

const NumberFormat& SheetReader::format_of(std::string_view style) const {
    static const NumberFormat plain;
    const auto index = style.empty() ? 0 : number_of(style);
    return index && *index < formats_.size() ? formats_[*index] : plain;
}

SheetCell SheetReader::cell_of(const pugi::xml_node& node, const pugi::xml_node& value) const {
    SheetCell cell;
    std::string_view type;
    std::string_view style;
    for (const auto& one : node.attributes()) {
        if (local_name(one.name()) == "t") type = one.value();
        else if (local_name(one.name()) == "s") style = one.value();
    }
    const std::string_view text = value.text().get();
    if (type == "s") {
        const auto index = number_of(text);
        if (!index || *index >= strings_.size()) package_.is_damaged(part_);
        cell.text = strings_[*index].text;
        cell.reading = strings_[*index].reading;
    } else if (type == "inlineStr") {
        auto rich = rich_text(child(node, "is"));
        cell.text = std::move(rich.text);
        cell.reading = std::move(rich.reading);
    } else if (type == "str" || type == "e") {
        cell.text = unescaped(text);
        cell.is_error = type == "e";
    } else if (type == "b") {
        cell.text = text.empty() ? "" : is_true(text) ? "TRUE" : "FALSE";
    } else if (type == "d") {
        cell.text = shown_iso(text);
    } else if (!text.empty()) {
        cell.text = shown_number(text, format_of(style), book_.is_1904);
    }
    return cell;
}

void SheetReader::take_cell(const pugi::xml_node& node) {
    const auto place = attribute(node, "r");
    const auto column = place.empty() ? std::optional(next_column_) : column_of(place);
    if (!column || *column >= most_columns) package_.is_damaged(part_);
    next_column_ = *column + 1;
    pugi::xml_node value;
    bool is_formula = false;
    for (const auto& part : node.children()) {
        const auto name = local_name(part.name());
        if (name == "v") value = part;
        else if (name == "f") is_formula = true;
    }
    auto cell = cell_of(node, value);
    cell.is_formula = is_formula;
    if (cell.text.empty()) return;
    if (cell.text.size() > longest_cell) package_.is_too_big();
    if (invalid_utf8(cell.text)) package_.is_damaged(part_);
    if (row_.cells.size() <= *column) row_.cells.resize(*column + 1);
    row_.cells[*column] = std::move(cell);
}

void SheetReader::take_row(const pugi::xml_node& node) {
    const auto number = attribute(node, "r");
    const auto given = number.empty() ? std::nullopt : number_of(number);
    if (!number.empty() && (!given || *given > static_cast<std::size_t>(most_rows))) package_.is_damaged(part_);
    const auto next = given ? static_cast<std::int64_t>(*given) : row_.number + 1;
    if (next <= row_.number || next > most_rows) package_.is_damaged(part_);
    row_.number = next;
    row_.is_hidden = is_true(attribute(node, "hidden"));
    row_.cells.clear();
    next_column_ = 0;
    for (const auto& cell : node.children())
        if (local_name(cell.name()) == "c") take_cell(cell);
    widest_ = std::max(widest_, row_.cells.size());
    each_(row_);
}

// Beyond the last one with text, where many sheets hide all there is.
void SheetReader::take_hidden_columns(const pugi::xml_node& columns, Sheet& facts) const {
    std::vector<bool> is_hidden(widest_);
    for (const auto& column : columns.children()) {
        if (!is_true(attribute(column, "hidden"))) continue;
        const auto from = number_of(attribute(column, "min")).value_or(0);
        const auto to = std::min(number_of(attribute(column, "max")).value_or(0), widest_);
        for (auto i = std::max<std::size_t>(from, 1); i <= to; ++i) is_hidden[i - 1] = true;
    }
    for (std::size_t i = 0; i < widest_; ++i)
        if (is_hidden[i]) facts.hidden_columns.push_back(column_letters(i));
}

void SheetReader::take_merges(const pugi::xml_node& merges, Sheet& facts) const {
    for (const auto& merge : merges.children()) {
        const std::string range(attribute(merge, "ref"));
        const auto digit = range.find_first_of("0123456789");
        const auto end = std::min(range.find(':'), range.size());
        const auto row = digit < end ? number_of(std::string_view(range).substr(digit, end - digit)) : std::nullopt;
        if (!row || *row > static_cast<std::size_t>(most_rows) || invalid_utf8(range)) continue;
        if (facts.merges.size() < most_merges) facts.merges.push_back({static_cast<std::int64_t>(*row), range});
    }
    std::ranges::stable_sort(facts.merges, {}, &SheetMerge::row);
}

void SheetReader::read(Sheet& facts) {
    strings_ = read_strings(package_, book_);
    formats_ = read_formats(package_, book_);
    pugi::xml_document rest;
    for_each_item(
        package_, part_, "row", [this](const pugi::xml_node& node) { take_row(node); }, rest);
    const auto root = rest.document_element();
    if (local_name(root.name()) != "worksheet") package_.is_damaged(part_);
    take_hidden_columns(child(root, "cols"), facts);
    take_merges(child(root, "mergeCells"), facts);
}

// The one named, else the first that people see.
const BookSheet& choose_sheet(const Package& package, const Book& book, std::string_view name) {
    std::vector<std::string> names;
    for (const auto& sheet : book.sheets) {
        if (name.empty() ? !sheet.is_hidden : sheet.name == name) return sheet;
        names.push_back(sheet.name);
    }
    if (name.empty()) fail(Code::file, N_("{} has no sheet that can be seen; nothing was changed"), package.path());
    fail(Code::not_found, N_("{} has no sheet {}; there are {}; nothing was changed"), package.path(), name, names);
}

}  // namespace

void read_workbook(const InputFile& file, std::string_view name, Sheet& facts, const EachSheetRow& each) {
    Package package(file);
    const auto book = read_book(package);
    const auto& chosen = choose_sheet(package, book, name);
    facts.name = chosen.name;
    for (const auto& sheet : book.sheets)
        if (&sheet != &chosen && !sheet.is_hidden) facts.other_sheets.push_back(sheet.name);
    SheetReader(package, book, chosen.part, each).read(facts);
}

}  // namespace osaki
