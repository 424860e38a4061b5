// A month of usage in the register of a test, and what a report says of one figure.
#pragma once

#include "osaki/domain/report_monthly.hpp"
#include "osaki/domain/usage_load.hpp"
#include "support/register.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace osaki::test {

inline const Month march{(2026 - 1970) * 12 + 2};

struct UserUsage {
    UserId user;
    std::optional<std::int64_t> login_days = {}, posts = {};
};

inline ImportJobId usage_job(Change& change) {
    ImportJob job;
    job.kind = "usage";
    job.file = "usage.csv";
    job.sha256 = std::string(64, 'a');
    job.encoding = "utf-8";
    job.at = change.now();
    return add_import_job(change, job);
}

inline void load(Register& reg, Month month, std::vector<UserUsage> rows,
                 std::vector<std::string> metrics = {"login_days", "posts"}) {
    reg.act([&](Change& c) {
        NewUsageLoad load{month, UsageScope::user, std::move(metrics), {}, {}};
        std::ranges::sort(rows, {}, &UserUsage::user);
        for (const auto& row : rows) {
            Figures figures;
            figures.login_days = row.login_days;
            figures.posts = row.posts;
            load.rows.push_back({row.user.value, figures});
        }
        seal(load);
        load_usage(c, People(c), usage_job(c), load);
    });
}

inline MonthlyReport monthly(Register& reg, Month month, const ReportQuestion& question = {}) {
    return monthly_report(reg.view(), month, question);
}

struct Of {
    std::string office_type = {}, profession = {};
};
inline std::optional<Figure> find(const MonthlyReport& report, ReportFigure figure, const Of& of = {}) {
    for (const auto& one : report.figures)
        if (one.figure == figure && one.office_type == of.office_type && one.profession == of.profession &&
            one.group_kind.empty())
            return one;
    return std::nullopt;
}
// "45/60 75.0", "12", "?" for what is not known.
inline std::string told(const MonthlyReport& report, ReportFigure figure, const Of& of = {}) {
    const auto one = find(report, figure, of);
    if (!one) return "nothing";
    if (!one->n) return one->suppressed ? "blanked" : "?";
    auto text = std::to_string(*one->n);
    if (one->of) text += '/' + std::to_string(*one->of);
    return text;
}

}  // namespace osaki::test
