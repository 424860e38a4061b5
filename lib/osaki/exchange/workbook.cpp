// Workbooks are not built in yet: whoever asks for one is told so.
#include "osaki/exchange/workbook.hpp"

#include "osaki/base/error.hpp"

namespace osaki {

struct WorkbookWriter::State {};

WorkbookWriter::WorkbookWriter(const std::string& path, const WorkbookOptions&) {
    fail(Code::failed, N_("{} cannot be written: this program makes no workbooks; ask for CSV"), path);
}
WorkbookWriter::~WorkbookWriter() = default;
void WorkbookWriter::begin_sheet(std::string_view, std::span<const SheetColumn>) {}
void WorkbookWriter::row(std::span<const SheetValue>) {}
void WorkbookWriter::finish() {}

}  // namespace osaki
