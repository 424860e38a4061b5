// What each finding of the compliance report is made of.
#pragma once

#include "osaki/domain/profile.hpp"
#include "osaki/domain/report_compliance.hpp"

#include <vector>

namespace osaki {

struct Inspection {
    const View& view;
    MonthBook& book;
    Date day;
    Profile profile;
};
struct Found {
    bool is_known = true;
    std::int64_t of = 0;
    std::vector<ComplianceLine> lines = {};
};

// report_findings.cpp: of people who hold an ID.
Found find_untrained(Inspection& inspection);
Found find_annual_overdue(Inspection& inspection);
Found find_unacknowledged(Inspection& inspection);
Found find_dormant(Inspection& inspection);
Found find_ungated(Inspection& inspection);
// report_overdue.cpp: of what should have been done by a day.
Found find_review_overdue(Inspection& inspection);
Found find_unconfirmed(Inspection& inspection);
Found find_departure_overdue(Inspection& inspection);
Found find_suspended_overdue(Inspection& inspection);

// With name and offices as of the day.
ComplianceLine compliance_line(const Inspection& inspection, ComplianceFinding finding, UserId user, std::optional<Date> since);

}  // namespace osaki
