// Who was at a meeting or training where a document was acknowledged (研修での確認, art. 8-2(2)).
#pragma once

#include "osaki/domain/document.hpp"

#include <string>
#include <vector>

namespace osaki {

struct MeetingTag {
    static constexpr IdForm form{'T', 2, true};
};
using MeetingId = Id<MeetingTag>;

struct Meeting {
    MeetingId training;
    Date held_on;
    std::vector<Addressee> attendees;  // who attended or passed
};
// Code::not_found.
Meeting attendees_of(const View& view, MeetingId training);

}  // namespace osaki
