// A founded register in memory with the people a test needs, made by the same verbs the desk uses.
#pragma once

#include "osaki/domain/founding.hpp"
#include "osaki/domain/registration.hpp"
#include "osaki/store/audit.hpp"
#include "osaki/store/sql.hpp"
#include "support/shown.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki::test {

// "name E_MISSING, mail E_MAIL_DUP"
inline std::string codes_of(const std::vector<Fault>& faults) {
    std::string text;
    for (const auto& fault : faults)
        text += (text.empty() ? "" : ", ") + std::string(fault.field) + " " + std::string(fault.code);
    return text;
}

// What a verb answered instead of doing it.
struct Refusal {
    Code code = Code::bug;
    std::string said;
    std::vector<Fault> faults;
    bool names(std::string_view text) const { return said.find(text) != std::string::npos; }
    std::string found() const { return codes_of(faults); }
};

// An initial training of long ago, held once for all.
inline TrainingId initial_training(Change& change) {
    const auto held = day(2018, 4, 2);
    const auto known = trainings_on(change, held);
    if (!known.empty()) return known.front().training_id;
    Training training;
    training.topic = "運用ポリシー・運用ルール研修";
    training.held_on = held;
    return add_training(change, training, {});
}
// Whoever was there already is not there twice.
inline void train(Change& change, ApplicationId id) {
    const auto training = initial_training(change);
    const auto person = person_of(change, to_text(id));
    if (!find_attendance(change, training, person)) record_attendance(change, training, person, {});
}

class Register {
public:
    Timestamp now = *parse_timestamp("2026-04-01T09:00:00+09:00");
    std::string login = "jimukyoku";

    Date today() const { return date_of(now); }
    void pass_days(int days) { now.seconds += std::int64_t{days} * 86400; }
    View view() { return store_.view(now); }

    // Does it and commits; what it returns comes back.
    template <class Do>
    auto act(Do verb, std::string reason = "") {
        auto change = store_.change({login, 1000, "test", std::move(reason), now});
        if constexpr (std::is_void_v<std::invoke_result_t<Do, Change&>>) {
            verb(change);
            change.commit();
        } else {
            auto result = verb(change);
            change.commit();
            return result;
        }
    }

    explicit Register(std::string_view profile = osaki_profile()) {
        act([&](Change& change) { found_register(change, profile, "osaki.toml"); });
    }

    // The refusal, and that it left the register as it was.
    template <class Do>
    Refusal refused(Do verb, std::string reason = "") {
        const auto before = contents();
        Refusal refusal;
        try {
            act(verb, std::move(reason));
            FAIL_CHECK("nothing was refused");
        } catch (const Error& error) {
            refusal = {error.code, error.message.english(), error.faults};
        }
        CHECK(contents() == before);
        return refusal;
    }

    // Rows of every table, and the newest entry of the audit.
    std::map<std::string, std::int64_t> contents() {
        const auto now_view = view();
        std::map<std::string, std::int64_t> rows;
        std::vector<std::string> tables;
        sql::Statement names(now_view, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        while (names.step()) tables.emplace_back(std::get<std::string_view>(names.cell(0)));
        for (const auto& table : tables)
            rows[table] = *sql::value<std::int64_t>(now_view, "SELECT count(*) FROM \"" + table + '"');
        rows["newest entry"] = sql::value<std::int64_t>(now_view, "SELECT max(seq) FROM audit").value_or(0);
        return rows;
    }

    OfficeId office(const std::string& name, const std::string& municipality = "042153", Date opened = day(2018, 4, 1)) {
        return act([&](Change& change) {
            NewOffice office;
            office.name = name;
            office.type = "home-nursing";
            office.municipality = municipality;
            office.opened_on = opened;
            return add_office(change, Codes(change), office);
        });
    }

    // A complete form for that office, from somebody not met before.
    NewApplication form(OfficeId office, MemberRole role = MemberRole::staff) {
        const auto serial = std::to_string(++people_);
        NewApplication form;
        form.office = office;
        form.name = "試験　" + serial + "子";
        form.kana = "シケン　ハナコ";
        form.profession = "nurse";
        form.mail = "person" + serial + "@example.jp";
        form.role = role;
        form.ground = Ground::in_area;
        form.received_on = day(2026, 3, 2);
        form.papers = {"利用申込書", "施設誓約書", "連携守秘誓約書"};
        form.explained_on = day(2026, 3, 2);
        return form;
    }
    ApplicationId received(const NewApplication& form) {
        return act([&](Change& change) { return receive(change, Basis(change), form); });
    }
    // Checked, and every gate passed.
    ApplicationId ready(const NewApplication& form) {
        const auto id = received(form);
        act([&](Change& change) {
            const auto application = get_application(change, id);
            const auto on = application.received_on;
            check_application(change, get_profile(change), id, {.explained_on = on, .mail_reached_on = on});
            for (const auto& document : unacknowledged(change, person_of(application), on))
                acknowledge(change, {document.document_id, on}, person_of(application));
            train(change, id);
        });
        return id;
    }
    UserId approved(const NewApplication& form, Date on = day(2026, 3, 5)) {
        const auto id = ready(form);
        return act([&](Change& change) { return *approve(change, Basis(change), id, {.on = on}).user_id; });
    }
    void issue(UserId user, Date on) {
        act([&](Change& change) {
            const auto id = awaiting_issue(change, user).application_id;
            finish_issue(change, begin_issue(change, Basis(change), id, {.on = on}).credential_id);
        });
    }
    UserId active(const NewApplication& form, Date on = day(2026, 3, 10)) {
        const auto user = approved(form);
        issue(user, on);
        return user;
    }
    UserId active(OfficeId office, MemberRole role = MemberRole::staff) { return active(form(office, role)); }

    User user(UserId id) { return get_user(view(), id); }
    Application application(ApplicationId id) { return get_application(view(), id); }

private:
    Store store_ = Store::create(":memory:");
    int people_ = 0;
};

}  // namespace osaki::test
