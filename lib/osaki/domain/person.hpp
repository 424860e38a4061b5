// Somebody who is known by one of two numbers: a user, or an applicant who is none yet.
#pragma once

#include "osaki/domain/application.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace osaki {

// Of the two, one; of an application that has its user, both are kept.
struct Person {
    std::optional<UserId> user = {};
    std::optional<ApplicationId> application = {};
};
std::string to_text(const Person& person);  // U000001, else A2026-0001

Person person_of(const Application& application);
// Behind a number "U000001" or "A2026-0001" as typed. Code::usage for another number, Code::not_found.
Person person_of(const View& view, std::string_view number);
// Behind a mail: a live user, else the one whose application is open.
std::optional<Person> find_person_by_mail(const View& view, std::string_view mail);
std::string name_of(const View& view, const Person& person);

}  // namespace osaki
