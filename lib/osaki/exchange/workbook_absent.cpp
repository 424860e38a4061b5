// Stands in for the module that writes workbooks where that is not built.
#include "osaki/base/error.hpp"
#include "osaki/exchange/workbook.hpp"

namespace osaki {

struct WorkbookWriter::State {};

WorkbookWriter::WorkbookWriter(const std::string&, const WorkbookOptions&) {
    fail(Code::failed, N_("{} cannot be loaded; install osaki-mcs again"), "libosaki-mcs-workbook.so.0");
}
WorkbookWriter::~WorkbookWriter() = default;
void WorkbookWriter::begin_sheet(std::string_view, std::span<const SheetColumn>) {}
void WorkbookWriter::row(std::span<const SheetValue>) {}
void WorkbookWriter::finish() {}

}  // namespace osaki
