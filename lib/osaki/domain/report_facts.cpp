// What a condition may ask of each report, always of the network as a whole.
#include "osaki/domain/report_condition.hpp"

#include <algorithm>
#include <iterator>

namespace osaki {

namespace {

std::optional<double> real(std::optional<std::int64_t> n) {
    return n ? std::optional(static_cast<double>(*n)) : std::nullopt;
}

Fact fact(ReportFigure figure, std::optional<double> n, std::optional<double> ratio) {
    const auto& name = name_of(figure);
    const auto form = form_of(figure);
    if (form == FigureForm::share) return {name.token, name.label, ratio, ratio, n, true};
    const auto value = form == FigureForm::count ? n : ratio;
    return {name.token, name.label, value, {}, value};
}

template <Named E>
Fact count(E figure, std::optional<std::int64_t> n, std::optional<double> percent = std::nullopt) {
    return {name_of(figure).token, name_of(figure).label, real(n), percent, real(n)};
}

template <Named E>
Fact share(E figure, const Amount& amount) {
    return {name_of(figure).token, name_of(figure).label, percent_of(amount), percent_of(amount), real(amount.n), true};
}

template <class R>
bool is_whole(const R& figure) {
    return figure.office_type.empty() && figure.profession.empty() && figure.group_kind.empty();
}

}  // namespace

std::vector<Fact> facts_of(const std::vector<Figure>& figures) {
    std::vector<Fact> facts;
    for (const auto& one : figures)
        if (is_whole(one)) facts.push_back(fact(one.figure, real(one.n), one.percent ? one.percent : one.average));
    return facts;
}

std::vector<Fact> facts_of(const std::vector<YearFigure>& figures) {
    std::vector<Fact> facts;
    std::optional<double> n;  // of a share n stands before the percentage
    for (const auto& one : figures) {
        if (!is_whole(one)) continue;
        if (one.measure == YearMeasure::n) n = one.year;
        if (form_of(one.figure) != FigureForm::share) facts.push_back(fact(one.figure, one.year, one.year));
        else if (one.measure == YearMeasure::percent) facts.push_back(fact(one.figure, n, one.year));
    }
    return facts;
}

std::vector<Fact> facts_of(const TrendMonth& month) {
    std::vector<Fact> facts;
    for (const auto& member : trend_members())
        facts.push_back(fact(member.figure, member.n ? real(month.*member.n) : std::nullopt,
                             member.ratio ? month.*member.ratio : std::nullopt));
    return facts;
}

std::vector<Fact> facts_of(const std::vector<Participation>& rows) {
    const auto& all = rows.back();
    return {count(ParticipationFigure::registered, all.registered), count(ParticipationFigure::facilities, all.facilities),
            share(ParticipationFigure::covered, {all.covered, all.facilities}),
            share(ParticipationFigure::active_offices, {all.active_offices, all.registered}),
            count(ReportFigure::users, all.users)};
}

std::vector<Fact> facts_of(const std::vector<RosterOffice>& offices) {
    RosterOffice all;
    std::int64_t without_admin = 0, without_active = 0, without_pledge = 0;
    const auto add = [](std::optional<std::int64_t>& to, std::optional<std::int64_t> more) {
        if (more) to = to.value_or(0) + *more;
    };
    for (const auto& office : offices) {
        for (const auto member : {&RosterOffice::admins, &RosterOffice::members, &RosterOffice::users, &RosterOffice::holders,
                                  &RosterOffice::trained, &RosterOffice::groups})
            all.*member += office.*member;
        for (const auto member : {&RosterOffice::active, &RosterOffice::posts, &RosterOffice::acknowledged})
            add(all.*member, office.*member);
        without_admin += office.admins == 0;
        without_active += office.active == 0;
        without_pledge += !office.pledge_on;
    }
    const auto n = static_cast<std::int64_t>(offices.size());
    const auto of_offices = [&](RosterFigure figure, std::optional<std::int64_t> count_of) {
        return count(figure, count_of, percent_of({count_of, n}));
    };
    return {count(ReportFigure::offices, n),
            count(RosterFigure::admins, all.admins),
            count(RosterFigure::members, all.members),
            count(ReportFigure::users, all.users),
            count(ReportFigure::holders, all.holders),
            share(ReportFigure::active, {all.active, all.users}),
            count(ReportFigure::posts, all.posts),
            share(ReportFigure::trained, {all.trained, all.holders}),
            share(ReportFigure::acknowledged, {all.acknowledged, all.holders}),
            count(RosterFigure::groups, all.groups),
            of_offices(RosterFigure::without_admin, without_admin),
            of_offices(RosterFigure::without_active, all.active ? std::optional(without_active) : std::nullopt),
            of_offices(RosterFigure::without_pledge, without_pledge)};
}

std::vector<Fact> facts_of(const std::vector<ComplianceShare>& shares) {
    std::vector<Fact> facts;
    for (const auto& one : shares) facts.push_back(count(one.finding, one.n, one.percent));
    return facts;
}

std::vector<Fact> facts_of(const CommitteeReport& report) {
    auto facts = facts_of(report.figures);
    std::ranges::move(facts_of(report.participation), std::back_inserter(facts));
    std::ranges::move(facts_of(report.compliance), std::back_inserter(facts));
    return facts;
}

}  // namespace osaki
