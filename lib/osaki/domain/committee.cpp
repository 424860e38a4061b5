#include "osaki/domain/committee.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/store/number.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<Committee> committee_columns[] = {
    column<&Committee::committee_id>("committee_id", N_("Number")),
    column<&Committee::decided_on>("decided_on", N_("Decided")),
    column<&Committee::kind>("kind", N_("Kind")),
    column<&Committee::subject>("subject", N_("Decision on")).required(),
    column<&Committee::decision>("decision", N_("Decision")).required().detail(),
    column<&Committee::about>("about", N_("About")),
    column<&Committee::recorded_by>("recorded_by", N_("Recorded by")).required().detail(),
};

// What a decision may be about. The nouns themselves stand above this one; a test holds their forms against these.
struct Reference {
    IdForm form;
    std::string_view sql;
};
constexpr std::array references{
    Reference{{'A', 4, true}, "SELECT 1 FROM application WHERE application_id = ?"},
    Reference{{'D', 4, false}, "SELECT 1 FROM document WHERE document_id = ?"},
    Reference{{'G', 4, false}, "SELECT 1 FROM \"group\" WHERE group_id = ?"},
    Reference{{'K', 2, true}, "SELECT 1 FROM guidance WHERE guidance_id = ?"},
    Reference{{'O', 4, false}, "SELECT 1 FROM office WHERE office_id = ?"},
    Reference{{'U', 6, false}, "SELECT 1 FROM user WHERE user_id = ?"},
};

void require_reference(const View& view, std::string_view text) {
    for (const auto& [form, sql] : references)
        if (const auto number = parse_id(form, text); number && !sql::value<std::int64_t>(view, sql, *number))
            fail(Code::not_found, N_("there is no {}; a decision is about what the register holds"), text);
}

}  // namespace

const Description<Committee>& describe(const Committee*) {
    static constexpr Description<Committee> description{"committee", N_("committee decision"), committee_columns};
    return description;
}

Committee get_committee(const View& view, CommitteeId id) {
    auto committee = sql::find<Committee>(view, "SELECT * FROM committee WHERE committee_id = ?", id);
    if (!committee) fail(Code::not_found, N_("there is no decision {} of the committee; osaki-mcs committee list"), id);
    return *committee;
}

std::vector<Committee> list_committees(const View& view, const Query& query) {
    return sql::list<Committee>(view, "SELECT * FROM committee ORDER BY committee_id", query);
}

std::vector<Committee> committees_about(const View& view, std::string_view number) {
    return sql::list<Committee>(
        view, "SELECT * FROM committee WHERE instr(';' || about || ';', ';' || ? || ';') > 0 ORDER BY committee_id DESC", number);
}

bool is_about(const Committee& committee, std::string_view number) {
    return std::ranges::find(committee.about, number) != committee.about.end();
}

std::string reference_of(std::string_view text) {
    for (const auto& one : references)
        if (const auto number = parse_id(one.form, text)) return format_id(one.form, *number);
    fail(Code::usage, N_("{} is no number like K2026-01, U000001, G0001, O0001, D0001 or A2026-0001"), text);
}

CommitteeId add_committee(Change& change, Committee committee) {
    committee.subject = trim(committee.subject);
    committee.decision = trim(committee.decision);
    Faults faults;
    check_name(faults, "subject", committee.subject);
    check_name(faults, "decision", committee.decision);
    check_not_future(faults, "decided_on", committee.decided_on, change.today());
    refuse(faults);
    for (auto& text : committee.about) require_reference(change, text = reference_of(text));
    const auto year = fiscal_year_of(committee.decided_on).year;
    committee.committee_id = {next_number(change, "committee", year)};
    committee.recorded_by = change.actor().login;
    change.insert("decide", committee);
    return committee.committee_id;
}

}  // namespace osaki
