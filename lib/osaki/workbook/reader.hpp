// One sheet of a workbook, row by row.
#pragma once

#include "osaki/exchange/workbook_table.hpp"

namespace osaki {

void read_workbook(const InputFile& file, std::string_view name, Sheet& facts, const EachSheetRow& each);

}  // namespace osaki
