// The network profile: everything local to a region. An audited record of key and value; the struct is what the rules ask.
#pragma once

#include "osaki/base/record.hpp"
#include "osaki/store/store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

struct ProfileTag {
    static constexpr IdForm form{'N', 3, false};
};

struct ProfileEntry {
    Id<ProfileTag> profile_id;
    std::string key;    // "gates.papers"
    std::string value;  // lists joined with ';'
};
const Description<ProfileEntry>& describe(const ProfileEntry*);

// How long a training holds (art. 8-2(2)): forever, fiscal-year, 12-months.
enum class Lasting { forever, fiscal_year, months };
struct Validity {
    Lasting lasting = Lasting::forever;
    int months = 0;
    bool operator==(const Validity&) const = default;
};

struct Profile {
    std::string network;
    std::string network_operator;
    std::string committee;
    std::vector<std::string> area;  // municipality codes
    std::string login_url;
    bool gate_papers = true;
    bool gate_explanation = true;
    bool gate_acknowledgement = true;
    bool gate_mail = true;
    bool gate_training = true;
    bool four_eyes = false;
    int mail_free_after_days = 30;
    int credential_valid_days = 14;
    int group_confirm_days = 92;
    Validity initial_training{Lasting::forever};
    Validity annual_training{Lasting::fiscal_year};
    Validity admin_training{Lasting::fiscal_year};
    Validity special_training{Lasting::forever};
    int review_user_days = 92;                                            // a member is confirmed again by then
    int review_admin_days = 31;                                           // an office admin or group owner
    std::map<std::string, std::vector<std::string>, std::less<>> papers;  // by application kind
    bool in_area(std::string_view municipality) const;
};
Profile get_profile(const View& view);
std::vector<ProfileEntry> list_profile(const View& view);

// Code::usage for an unknown key (suggests), Code::invalid for a value that does not fit.
void set_profile(Change& change, std::string_view key, std::string_view value);

}  // namespace osaki
