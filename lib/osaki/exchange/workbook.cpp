#include "osaki/exchange/workbook.hpp"

#include "osaki/base/error.hpp"
#include "osaki/base/module.hpp"
#include "osaki/exchange/workbook_table.hpp"

#include <algorithm>

namespace osaki {

namespace {

const WorkbookTable* load() {
    if (osaki_workbook_table != nullptr) return osaki_workbook_table();
    return reinterpret_cast<const WorkbookTable* (*)()>(module_symbol("workbook", "osaki_workbook_table"))();
}

// Names in a compound file are UTF-16.
std::string wide(std::string_view ascii) {
    std::string text;
    for (const char c : ascii) text += {c, '\0'};
    return text;
}

bool contains(const InputFile& file, const std::string& bytes) {
    bool found = false;
    std::string end;
    file.for_each_chunk([&](std::string_view chunk) {
        end += chunk;
        found = end.find(bytes) != std::string::npos;
        end.erase(0, end.size() - std::min(end.size(), bytes.size()));
        return !found;
    });
    return found;
}

void refuse_other(const InputFile& file) {
    switch (workbook_form(file)) {
        case WorkbookForm::xlsx:
            return;
        case WorkbookForm::encrypted_xlsx:
            fail(Code::file, N_("{} is protected by a password; take it off in Excel and save; nothing was changed"),
                 file.path());
        case WorkbookForm::old_xls:
            fail(Code::file, N_("{} is an old Excel file (.xls); save it as .xlsx and load that; nothing was changed"),
                 file.path());
        case WorkbookForm::ods:
            fail(Code::file, N_("{} is an OpenDocument spreadsheet; save it as .xlsx and load that; nothing was changed"),
                 file.path());
        case WorkbookForm::none:
            fail(Code::file, N_("{} is no workbook; nothing was changed"), file.path());
    }
}

}  // namespace

const WorkbookTable& workbook_table() {
    static const auto* const table = load();
    return *table;
}

WorkbookForm workbook_form(const InputFile& file) {
    std::string start;
    file.for_each_chunk([&](std::string_view chunk) {
        start += chunk.substr(0, 100);
        return start.size() < 100;
    });
    const std::string_view view = start;
    if (view.starts_with("PK\x03\x04") || view.starts_with("PK\x05\x06"))
        return view.find("mimetypeapplication/vnd.oasis.opendocument") == view.npos ? WorkbookForm::xlsx : WorkbookForm::ods;
    if (!view.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return WorkbookForm::none;
    return contains(file, wide("EncryptedPackage")) ? WorkbookForm::encrypted_xlsx : WorkbookForm::old_xls;
}

void for_each_sheet_row(const InputFile& file, std::string_view name, Sheet& facts, const EachSheetRow& each) {
    refuse_other(file);
    workbook_table().read(file, name, facts, each);
}

Sheet read_sheet(const InputFile& file, std::string_view name) {
    Sheet sheet;
    for_each_sheet_row(file, name, sheet, [&](const SheetRow& row) { sheet.rows.push_back(row); });
    return sheet;
}

struct WorkbookWriter::State {
    struct Close {
        void operator()(WorkbookWriting* writing) const { workbook_table().close(writing); }
    };
    std::unique_ptr<WorkbookWriting, Close> writing;
};

WorkbookWriter::WorkbookWriter(const std::string& path, const WorkbookOptions& options) : state_(std::make_unique<State>()) {
    state_->writing.reset(workbook_table().open(path, options));
}

WorkbookWriter::~WorkbookWriter() = default;

void WorkbookWriter::begin_sheet(std::string_view name, std::span<const SheetColumn> columns) {
    workbook_table().begin_sheet(*state_->writing, name, columns);
}

void WorkbookWriter::row(std::span<const SheetValue> cells) {
    workbook_table().row(*state_->writing, cells);
}

void WorkbookWriter::finish() {
    workbook_table().finish(*state_->writing);
}

}  // namespace osaki
