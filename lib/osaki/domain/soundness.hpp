// What must hold whatever was done (mission: rules that hold everywhere), asked of the few records that something concerns: for
// acts that go past the verbs, as taking back does.
#pragma once

#include "osaki/domain/group.hpp"
#include "osaki/domain/incident.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/domain/review.hpp"
#include "osaki/store/undo.hpp"

#include <set>
#include <vector>

namespace osaki {

struct Concerned {
    std::set<UserId> users = {};
    std::set<OfficeId> offices = {};
    std::set<ApplicationId> applications = {};
    std::set<GroupId> groups = {};
    std::set<DocumentId> documents = {};
    std::set<IncidentId> incidents = {};
    std::set<ReviewId> reviews = {};
    void merge(Concerned other);
};
// The people and things that these rows are, or belong to as the register stands now.
Concerned concerned_by(const View& view, const std::vector<WrittenRow>& rows);

// What does not hold of them; empty when all is well.
std::vector<Fault> unsound(const View& view, const Concerned& concerned);
bool contains(const std::vector<Fault>& faults, const Fault& fault);

}  // namespace osaki
