// doctor: whether the register keeps the rules, and what file and program lack.
#include "osaki/domain/doctor.hpp"

#include "command.hpp"
#include "options.hpp"

#include <algorithm>
#include <memory>

namespace osaki::cli {

Action define_doctor(Options& options) {
    auto full = std::make_shared<bool>(false);
    options.flag("--full", *full, N_("also hold every row against the audit, as audit verify does"));
    return Read{[full](const View& view) {
        const auto report = examine(view, *full);
        Output output{.tables = {table_of(report.findings)}};
        const auto serious = std::ranges::count_if(report.findings, is_serious);
        if (report.findings.empty()) output.said = {message(N_("{} checks, nothing found"), report.checks)};
        if (serious > 0) output.outcome = Code::findings;
        return output;
    }};
}

}  // namespace osaki::cli
