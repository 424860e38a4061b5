#include "osaki/exchange/kinds/who.hpp"

#include "osaki/store/sql.hpp"

namespace osaki {

std::vector<Fault> find_person(const View& view, Who& who) {
    const auto hint = message(N_("give 利用者番号, 申込番号 or the mail address that is registered"));
    try {
        if (who.user) who.person = person_of(view, to_text(*who.user));
        else if (who.application) who.person = person_of(view, to_text(*who.application));
        else if (!who.mail.empty()) who.person = find_person_by_mail(view, who.mail);
        else return {{"mail", "E_MISSING", message(N_("nobody is named: 利用者番号, 申込番号 or メールアドレス is needed"))}};
    } catch (const Error& e) {
        if (e.code != Code::not_found) throw;
        return {{who.user ? "user" : "application", "E_PERSON_UNKNOWN", e.message, hint}};
    }
    if (who.person) return {};
    return {{"mail", "E_PERSON_UNKNOWN", message(N_("no live user and no open application has {}"), who.mail), hint}};
}

std::vector<Fault> who_faults(const View& view, const Who& who) {
    std::vector<Fault> faults;
    const auto hint = message(N_("is it the right person"));
    const auto compare = [&](const auto& known) {
        if (!who.mail.empty() && mail_key(who.mail) != mail_key(known.mail))
            faults.push_back({"mail", "E_PERSON_OTHER",
                              message(N_("{} has the address {}, not {}"), *who.person, known.mail, who.mail), hint});
        if (!who.name.empty() && search_key(known.name) != search_key(who.name))
            faults.push_back({"name", "E_NAME_OTHER", message(N_("{} is {} in the register"), *who.person, known.name), hint});
    };
    if (who.user && who.application &&
        !sql::value<std::int64_t>(view, "SELECT 1 FROM application WHERE application_id = ? AND user_id = ?", who.application,
                                  who.user))
        faults.push_back(
            {"application", "E_PERSON_OTHER", message(N_("{} is no application of {}"), *who.application, *who.user), hint});
    who.person->user ? compare(get_user(view, *who.person->user)) : compare(get_application(view, *who.person->application));
    return faults;
}

}  // namespace osaki
