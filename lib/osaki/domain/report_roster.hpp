// Office by office (事業所別): who is there, who used the network in the month, who is trained.
#pragma once

#include "osaki/domain/group.hpp"
#include "osaki/domain/report_amounts.hpp"

#include <array>

namespace osaki {

struct RosterOffice {
    OfficeId office_id;
    std::string name = {};
    std::string office_type = {};
    std::int64_t admins = 0;
    std::int64_t members = 0;  // also those who are counted at another office
    std::int64_t users = 0, holders = 0;
    std::optional<std::int64_t> active = {};
    std::optional<double> active_percent = {};  // of users
    std::optional<std::int64_t> posts = {};
    std::int64_t trained = 0;
    std::optional<double> trained_percent = {};  // of holders
    std::optional<std::int64_t> acknowledged = {};
    std::optional<double> acknowledged_percent = {};  // of holders
    std::int64_t groups = 0;
    std::optional<Date> pledge_on = {};
};
const Description<RosterOffice>& describe(const RosterOffice*);

// What is asked of the offices, beside the figures of people (--fail-on).
enum class RosterFigure { admins, members, groups, without_admin, without_active, without_pledge };
constexpr std::array<Name<RosterFigure>, 6> names_of(RosterFigure) {
    return {{{RosterFigure::admins, "admins", N_("office admins"), "施設管理者"},
             {RosterFigure::members, "members", N_("members"), "所属者"},
             {RosterFigure::groups, "hosted_groups", N_("groups hosted"), "連携ホスト"},
             {RosterFigure::without_admin, "without_admin", N_("offices without an admin"), "管理者のいない事業所"},
             {RosterFigure::without_active, "without_active", N_("offices that nobody used"), "利用のない事業所"},
             {RosterFigure::without_pledge, "without_pledge", N_("offices without a pledge"), "誓約書のない事業所"}}};
}
std::vector<Definition> roster_definitions();

struct RosterReport {
    ReportHead head;
    std::vector<RosterOffice> offices;  // open on the day, by number
};
RosterReport roster_report(const View& view, Month month, const ReportQuestion& question);

}  // namespace osaki
