// An application comes in, and is corrected until it is decided (art. 8-2(1), 9).
#include "osaki/domain/registration.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/guidance.hpp"

#include <algorithm>

namespace osaki {

namespace {

// Of an application as it comes in and as it stands: the members have the same names.
template <class A>
void check_person(Faults& faults, const Basis& basis, const A& application) {
    check_name(faults, "name", application.name);
    check_kana(faults, "kana", application.kana);
    check_code(faults, "profession", basis.codes, "profession", application.profession);
    check_mail(faults, "mail", application.mail);
    check_phone(faults, "phone", application.phone);
}

void check_ground(Faults& faults, const View& view, const Basis& basis, std::optional<Ground> ground, std::string_view reason,
                  std::optional<OfficeId> office) {
    if (!ground) {
        faults.push_back({"ground", "E_MISSING", message(N_("the ground is missing: 1, 2 or 3 (art. 9)"))});
        return;
    }
    if (*ground != Ground::in_area && trim(reason).empty())
        faults.push_back(
            {"ground_reason", "E_GROUND_REASON", message(N_("ground {} needs a written reason (art. 9)"), token_of(*ground))});
    if (*ground != Ground::in_area || !office) return;
    const auto place = find_office(view, *office);
    if (place && !place->municipality.empty() && !basis.profile.in_area(place->municipality))
        faults.push_back({"ground", "E_GROUND_AREA",
                          message(N_("office {} lies outside the area; ground 2 or 3 with a reason (art. 9)"), *office)});
}

void check_office(Faults& faults, const View& view, const Basis& basis, const NewApplication& application) {
    if (application.office) {
        const auto office = find_office(view, *application.office);
        if (!office)
            faults.push_back(
                {"office_id", "E_OFFICE", message(N_("there is no office {}"), *application.office), {}, false, Code::not_found});
        else if (office->closed_on)
            faults.push_back({"office_id",
                              "E_OFFICE_CLOSED",
                              message(N_("office {} was closed on {}"), office->office_id, *office->closed_on),
                              {},
                              false,
                              Code::conflict});
    } else if (application.kind == ApplicationKind::new_office) {
        check_name(faults, "office_name", application.office_name);
        check_code(faults, "office_type", basis.codes, "office_type", application.office_type);
        for (const auto& known : find_offices_by_name(view, application.office_name))
            faults.push_back({"office_name",
                              "W_OFFICE_KNOWN",
                              message(N_("{} is registered as office {}; if it is the same: --office {}"), known.name,
                                      known.office_id, known.office_id),
                              {},
                              true});
    } else if (application.ground != Ground::secretariat) {
        faults.push_back(
            {"office_id", "E_OFFICE", message(N_("the office is missing; only ground 3 goes without one (art. 9)"))});
    }
}

void check_papers(Faults& faults, const Basis& basis, const NewApplication& application) {
    for (const auto& paper : application.papers) {
        const bool fits = std::ranges::any_of(papers_of(basis.profile, application.kind),
                                              [&](const auto& name) { return search_key(name) == search_key(paper); });
        if (!fits) faults.push_back({"papers", "E_PAPER", message(N_("{} is no paper of this kind of application"), paper)});
    }
}

// Without an office a join goes to the secretariat (art. 9 (3)); a new office is known by its name alone.
bool is_same_place(const View& view, const Application& open, const NewApplication& application) {
    if (application.office) return open.office_id == application.office;
    if (application.kind == ApplicationKind::join) return open.office_id == secretariat_of(view);
    return !open.office_id && search_key(open.office_name) == search_key(application.office_name);
}

// Nobody is kept out by that for ever, but the committee is to know (art. 9, 11 (guidance) 2).
void check_ordered(Faults& faults, const View& view, UserId user) {
    if (const auto by = left_under(view, user))
        faults.push_back(
            {"user_id",
             "W_ORDERED",
             message(N_("{} left by decision {} (art. 11 (guidance) 2); ask the committee: osaki-mcs committee show {}"), user,
                     *by, *by),
             {},
             true});
}

// Somebody of that name, kana and profession with another mail: only ever a warning. Of applications that made a user already the
// user is named.
void check_twins(Faults& faults, const View& view, const NewApplication& application, std::string_view profession) {
    for (const auto& twin : likely_duplicates(view, application.name, application.kana, profession)) {
        faults.push_back({"name",
                          "W_LIKELY_DUPLICATE",
                          message(N_("likely the same person as {} {}; if so: osaki-mcs register --user {}"), twin.user_id,
                                  twin.name, twin.user_id),
                          {},
                          true});
        check_ordered(faults, view, twin.user_id);
    }
    for (const auto& twin : likely_twins(view, application.name, application.kana, profession))
        if (!twin.user_id && twin.mail_key != mail_key(application.mail))
            faults.push_back({"name", "W_LIKELY_DUPLICATE",
                              message(N_("likely the same person as {} in application {}"), twin.name, twin.application_id),
                              message(N_("if so, cancel one, or give both the same mail: that is a further membership")), true});
}

void check_person_known(Faults& faults, const View& view, const Basis& basis, const NewApplication& application) {
    if (application.user) check_ordered(faults, view, *application.user);
    if (application.user && application.office && find_open(view, *application.user, *application.office))
        faults.push_back({"user_id",
                          "E_MEMBER",
                          message(N_("{} is a member of {} already"), *application.user, *application.office),
                          {},
                          false,
                          Code::conflict});
    if (application.mail.empty() || application.name.empty()) return;
    const auto use = use_of_mail(view, basis.profile, application.mail, application.name);
    faults.insert(faults.end(), use.faults.begin(), use.faults.end());
    if (use.same_person && !application.user) {
        auto nested = application;
        nested.user = use.same_person;
        nested.mail.clear();
        check_person_known(faults, view, basis, nested);
        faults.push_back({"mail",
                          "W_SAME_PERSON",
                          message(N_("the same person as {}: the number is kept, no second account"), *use.same_person),
                          {},
                          true});
    }
    for (const auto& open : open_applications_by_mail(view, application.mail))
        if (open.name_key == search_key(application.name) && is_same_place(view, open, application))
            faults.push_back(
                {"mail",
                 "E_APPLICATION_DUP",
                 message(N_("application {} of the same person for the same office is {}"), open.application_id, open.state),
                 {},
                 false,
                 Code::conflict});
    const auto* profession = basis.codes.find("profession", application.profession);
    if (profession && !application.user && !use.same_person) check_twins(faults, view, application, profession->token);
}

// What the register knows of an existing user stands for what was not said.
NewApplication completed(const View& view, NewApplication application) {
    if (!application.user) return application;
    application.user = standing_number(view, *application.user);
    const auto user = get_user(view, *application.user);
    const auto fill = [](std::string& to, const std::string& from) {
        if (to.empty()) to = from;
    };
    fill(application.name, user.name);
    fill(application.kana, user.kana);
    fill(application.profession, user.profession);
    fill(application.mail, user.mail);
    fill(application.phone, user.phone);
    return application;
}

// The form's own words, in the form's order.
std::vector<std::string> stored_papers(const Basis& basis, const NewApplication& application) {
    std::vector<std::string> papers;
    for (const auto& paper : papers_of(basis.profile, application.kind))
        if (std::ranges::any_of(application.papers, [&](const auto& text) { return search_key(text) == search_key(paper); }))
            papers.push_back(paper);
    return papers;
}

Application application_from(const View& view, const Basis& basis, const NewApplication& from) {
    Application application;
    application.kind = from.kind;
    application.office_id = from.office;
    if (!from.office && from.kind == ApplicationKind::join) application.office_id = secretariat_of(view);
    application.office_name = from.office ? "" : trim(from.office_name);
    if (const auto* type = from.office_type.empty() ? nullptr : basis.codes.find("office_type", from.office_type))
        application.office_type = type->token;
    application.user_id = from.user ? from.user : use_of_mail(view, basis.profile, from.mail, from.name).same_person;
    application.name = trim(from.name);
    application.kana = stored_kana(from.kana);
    if (const auto* profession = basis.codes.find("profession", from.profession)) application.profession = profession->token;
    application.mail = normalise(trim(from.mail));
    application.phone = stored_number(from.phone);
    application.role = from.role.value_or(from.kind == ApplicationKind::new_office ? MemberRole::admin : MemberRole::staff);
    application.ground = from.ground;
    application.ground_reason = trim(from.ground_reason);
    application.purpose = trim(from.purpose);
    application.received_on = from.received_on.value_or(view.today());
    application.channel = from.channel;
    application.papers = stored_papers(basis, from);
    application.explained_on = from.explained_on;
    application.note = trim(from.note);
    return application;
}

}  // namespace

Faults faults_of(const View& view, const Basis& basis, const NewApplication& given) {
    const auto application = completed(view, given);
    Faults faults;
    check_person(faults, basis, application);
    check_office(faults, view, basis, application);
    check_ground(faults, view, basis, application.ground, application.ground_reason, application.office);
    check_papers(faults, basis, application);
    check_not_future(faults, "received_on", application.received_on, view.today());
    check_not_future(faults, "explained_on", application.explained_on, view.today());
    check_text(faults, "ground_reason", application.ground_reason);
    check_text(faults, "purpose", application.purpose);
    check_text(faults, "note", application.note);
    // A mail that is none cannot be looked up.
    if (std::ranges::none_of(faults, [](const Fault& fault) { return fault.field == "mail" || fault.field == "name"; }))
        check_person_known(faults, view, basis, application);
    return faults;
}

Application drafted(const View& view, const Basis& basis, const NewApplication& given) {
    return application_from(view, basis, completed(view, given));
}

ApplicationId receive(Change& change, const Basis& basis, const NewApplication& given) {
    if (!makes_user(given.kind))
        fail(Code::usage,
             N_("a {} opens its own application: osaki-mcs transfer, withdraw, user change, issue-credentials --reset"),
             given.kind);
    const auto from = completed(change, given);
    refuse(faults_of(change, basis, from));
    auto application = application_from(change, basis, from);
    application.received_by = change.actor().login;
    return insert_application(change, std::move(application));
}

namespace {

// What an edit leaves standing is checked as if it had come in so; the register's own words stand for what was typed.
void check_edited(const View& view, const Basis& basis, const Application& application) {
    Faults faults;
    check_person(faults, basis, application);
    check_ground(faults, view, basis, application.ground, application.ground_reason, application.office_id);
    for (const auto& [field, text] : {std::pair<std::string_view, std::string_view>{"purpose", application.purpose},
                                      {"note", application.note},
                                      {"ground_reason", application.ground_reason}})
        check_text(faults, field, text);
    refuse(faults);
    refuse(use_of_mail(view, basis.profile, application.mail, application.name, application.application_id).faults);
}

void take(std::string& to, std::string_view from) {
    if (!from.empty()) to = trim(from);
}

}  // namespace

Application edit_application(Change& change, const Basis& basis, ApplicationId id, const ApplicationEdit& edit) {
    auto application = get_application(change, id);
    if (!after(application.state, Step::cancel))
        fail(Code::conflict, N_("application {} is {}; correct the user instead: osaki-mcs user edit"), id, application.state);
    const auto name_before = search_key(application.name);
    take(application.name, edit.name);
    if (!edit.kana.empty()) application.kana = stored_kana(edit.kana);
    take(application.profession, edit.profession);
    if (!edit.mail.empty()) application.mail = normalise(trim(edit.mail)), application.mail_reached_on.reset();
    if (!edit.phone.empty()) application.phone = stored_number(edit.phone);
    take(application.purpose, edit.purpose);
    take(application.note, edit.note);
    take(application.ground_reason, edit.ground_reason);
    if (edit.ground) application.ground = edit.ground;
    check_edited(change, basis, application);
    application.profession = basis.codes.find("profession", application.profession)->token;
    // Another name is another person: the number found by the old name is not theirs.
    if (search_key(application.name) != name_before || !application.user_id)
        application.user_id = use_of_mail(change, basis.profile, application.mail, application.name, id).same_person;
    save_application(change, "edit", application);
    return application;
}

}  // namespace osaki
