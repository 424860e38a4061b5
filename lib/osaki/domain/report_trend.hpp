// Figures month by month, over any span.
#pragma once

#include "osaki/domain/report_amounts.hpp"

namespace osaki {

// One month of a trend, of all or of one slice.
struct TrendMonth {
    Month month = {};
    std::string office_type = {}, profession = {};
    std::optional<std::int64_t> offices = {}, users = {}, holders = {}, joined = {}, left = {}, net = {}, active = {};
    std::optional<double> active_percent = {};
    std::optional<std::int64_t> login_days = {}, logins = {}, posts = {}, reads = {}, files = {};
    std::optional<double> posts_per_active = {};
    std::optional<std::int64_t> groups = {}, groups_without_owner = {};
    std::optional<double> groups_without_owner_percent = {};
    std::optional<std::int64_t> trained = {};
    std::optional<double> trained_percent = {};
    std::optional<std::int64_t> acknowledged = {};
    std::optional<double> acknowledged_percent = {};
    std::optional<std::int64_t> departures_open = {}, residual = {};
    bool closed = false;
};
const Description<TrendMonth>& describe(const TrendMonth*);

// Where each figure stands in it.
struct TrendMember {
    ReportFigure figure;
    std::optional<std::int64_t> TrendMonth::*n = nullptr;
    std::optional<double> TrendMonth::*ratio = nullptr;
};
std::span<const TrendMember> trend_members();

struct TrendReport {
    ReportHead head;
    std::vector<TrendMonth> months;  // oldest first, slices within; every slice has every month
    TrendMonth newest = {};          // all of the last, which --fail-on asks
};
// Code::usage when to lies before from.
TrendReport trend_report(const View& view, Month from, Month to, const ReportQuestion& question);
// The same as part of another report, until the day.
std::vector<TrendMonth> trend_months(const View& view, Month from, Date day, const ReportQuestion& question);

}  // namespace osaki
