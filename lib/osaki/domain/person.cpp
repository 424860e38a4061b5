#include "osaki/domain/person.hpp"

namespace osaki {

std::string to_text(const Person& person) {
    return person.user ? to_text(*person.user) : to_text(*person.application);
}

Person person_of(const Application& application) {
    return {application.user_id, application.application_id};
}

Person person_of(const View& view, std::string_view number) {
    if (const auto user = parse_id<UserTag>(number)) return {get_user(view, *user).user_id, {}};
    const auto application = parse_id<ApplicationTag>(number);
    if (!application) fail(Code::usage, N_("{} is not a number like U000001 or A2026-0001"), number);
    return person_of(get_application(view, *application));
}

std::optional<Person> find_person_by_mail(const View& view, std::string_view mail) {
    for (const auto& user : find_users_by_mail(view, mail))
        if (is_live(user.state)) return Person{user.user_id, {}};
    const auto open = open_applications_by_mail(view, mail);
    if (open.empty()) return std::nullopt;
    return person_of(open.front());
}

std::string name_of(const View& view, const Person& person) {
    return person.user ? get_user(view, *person.user).name : get_application(view, *person.application).name;
}

}  // namespace osaki
