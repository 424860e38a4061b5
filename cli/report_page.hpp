// A report as people read it: put into the reader's language, with every figure written out. How the page looks is decided in
// print and workbook.
#pragma once

#include "osaki/base/message.hpp"
#include "osaki/base/record.hpp"
#include "osaki/domain/report_committee.hpp"
#include "osaki/domain/report_trend.hpp"
#include "osaki/print/report_page.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

// The reader.
struct Wording {
    Translate translate = nullptr;
    std::string language = {};  // "ja" or "en"
    bool wareki = false;
    // what people read for a token of a code list
    std::function<std::string(std::string_view list, std::string_view token)> label_of = {};
    Timestamp now = {};
};

// What a page is made of; what is empty has no section.
struct ReportParts {
    ReportHead head;
    FiscalYear year = {};              // of a year's report
    Month month = {};                  // of the figures
    std::vector<Figure> figures = {};  // of the month
    std::vector<YearFigure> months = {};
    std::vector<TrendMonth> trend = {};  // what the charts show, of all people together
    std::vector<Participation> participation = {};
    std::vector<ComplianceShare> compliance = {};
    std::vector<Matter> matters = {};
    std::optional<Table> list = {};  // of a report that is one
    std::vector<Definition> definitions = {};
};
ReportPage page_of(const ReportParts& parts, const Wording& wording);

}  // namespace osaki::cli
