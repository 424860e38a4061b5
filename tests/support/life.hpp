// A desk that does random verbs, and the rules that must hold after each of them.
#pragma once

#include "support/register.hpp"

#include <functional>
#include <random>
#include <set>

namespace osaki::test {

inline constexpr std::size_t most_users = 40;

// Each counts what must not be.
inline constexpr std::pair<const char*, const char*> invariants[] = {
    {"one open membership per person and office",
     "SELECT count(*) FROM (SELECT 1 FROM membership WHERE until IS NULL GROUP BY user_id, office_id HAVING count(*) > 1)"},
    {"nobody is active without an open membership",
     "SELECT count(*) FROM user u WHERE state = 'active' AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.user_id = u.user_id "
     "AND until IS NULL)"},
    {"who left belongs nowhere",
     "SELECT count(*) FROM membership JOIN user USING (user_id) WHERE state = 'left' AND until IS NULL"},
    {"nobody belongs to a closed office",
     "SELECT count(*) FROM membership JOIN office USING (office_id) WHERE until IS NULL AND closed_on IS NOT NULL"},
    {"at most one credential of a person is not void",
     "SELECT count(*) FROM (SELECT 1 FROM credential WHERE state <> 'void' GROUP BY user_id HAVING count(*) > 1)"},
    {"a mail belongs to one live account",
     "SELECT count(*) FROM (SELECT 1 FROM user WHERE state <> 'left' GROUP BY mail_key HAVING count(*) > 1)"},
    {"a login belongs to one live account",
     "SELECT count(*) FROM (SELECT 1 FROM user WHERE state <> 'left' AND login_key <> '' GROUP BY login_key HAVING count(*) > "
     "1)"},
    {"the newest state in the history is the user's",
     "SELECT count(*) FROM user u WHERE state IS NOT (SELECT value FROM dated d WHERE d.user_id = u.user_id AND field = 'state' "
     "AND until IS NULL)"},
    {"the newest profession in the history is the user's",
     "SELECT count(*) FROM user u WHERE profession IS NOT (SELECT value FROM dated d WHERE d.user_id = u.user_id AND field = "
     "'profession' AND until IS NULL)"},
    {"the newest type in the history is the office's",
     "SELECT count(*) FROM office o WHERE type IS NOT (SELECT value FROM dated d WHERE d.office_id = o.office_id AND field = "
     "'type' AND until IS NULL)"},
    {"one interval of a history is open",
     "SELECT count(*) FROM (SELECT 1 FROM dated WHERE until IS NULL GROUP BY user_id, office_id, field HAVING count(*) > 1)"},
    {"an interval ends where the next begins",
     "SELECT count(*) FROM dated a WHERE until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dated b WHERE b.user_id IS a.user_id"
     " AND b.office_id IS a.office_id AND b.field = a.field AND b.dated_id > a.dated_id AND b.since = a.until)"},
    {"who is leaving has an open departure, and nobody else",
     "SELECT count(*) FROM user u WHERE (state = 'leaving') <> EXISTS (SELECT 1 FROM departure d WHERE d.user_id = u.user_id AND "
     "d.state = 'open')"},
    {"no approved ID waits for somebody who left",
     "SELECT count(*) FROM application a JOIN user u USING (user_id) WHERE a.state = 'approved' AND u.state = 'left'"},
    {"a decision has a day and a name",
     "SELECT count(*) FROM application WHERE state IN ('approved', 'rejected') AND kind <> 'reissue' AND (decided_on IS NULL OR "
     "decided_by IS NULL)"},
    {"nothing is dated tomorrow",
     "SELECT (SELECT count(*) FROM dated WHERE since > ?1) + (SELECT count(*) FROM membership WHERE since > ?1 OR until > ?1)"
     " + (SELECT count(*) FROM departure WHERE opened_on > ?1 OR closed_on > ?1)"}};

class LivelyDesk {
public:
    explicit LivelyDesk(unsigned seed) : random_(seed) {
        for (const auto* name : {"ひまわり", "すみれ", "あおば", "わかば"}) reg_.office(name);
        add_newcomers();
        add_decisions();
        add_accounts();
        add_members();
        add_leavers();
    }

    void run(int verbs) {
        for (int i = 0; i < verbs; ++i) {
            if (chance(4)) reg_.pass_days(below(4));
            CAPTURE(i);
            step();
        }
        check_invariants();
    }
    // One verb; false when it was refused.
    bool step() {
        auto& [name, act] = verbs_[static_cast<std::size_t>(below(static_cast<int>(verbs_.size())))];
        CAPTURE(name);
        return attempt(name, act);
    }
    void check_all_were_done() const {
        for (const auto& [name, act] : verbs_) {
            CAPTURE(name);
            CHECK(done_.contains(name));
        }
    }
    Register& reg() { return reg_; }

    // What was taken back has never been: an office may be without the admin it had.
    void forget_admins() { had_admin_.clear(); }

    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

    void check_invariants() {
        const auto view = reg_.view();
        for (const auto& [title, sql] : invariants) {
            CAPTURE(std::string(title));
            const bool dated = std::string_view(sql).find("?1") != std::string_view::npos;
            REQUIRE((dated ? sql::value<std::int64_t>(view, sql, reg_.today()) : sql::value<std::int64_t>(view, sql)) == 0);
        }
        // Once an office has had an active admin it keeps one who stays, until it closes.
        const auto with_admin = offices_with_admin(view, "'registered', 'active', 'suspended'");
        for (const auto id : had_admin_) {
            CAPTURE(id);
            const auto closed = get_office(view, OfficeId{id}).closed_on;
            REQUIRE((closed.has_value() || with_admin.contains(id)));
        }
        had_admin_.merge(offices_with_admin(view, "'active'"));
    }

private:
    using Act = std::function<void(Change&)>;

    bool attempt(const std::string& name, const Act& act) {
        try {
            reg_.act([&](Change& c) { act(c); }, "くじ引き");
            done_.insert(name);
            if (++changes_ % 5 == 0) check_invariants();
            return true;
        } catch (const Error& error) {
            CAPTURE(error.what());
            const auto expected = {Code::not_found, Code::conflict, Code::invalid, Code::forbidden};
            REQUIRE(std::ranges::find(expected, error.code) != expected.end());
            return false;
        }
    }

    static std::set<std::int64_t> offices_with_admin(const View& view, const std::string& states) {
        std::set<std::int64_t> offices;
        sql::Statement rows(view,
                            "SELECT DISTINCT office_id FROM membership JOIN user USING (user_id) JOIN office USING (office_id)"
                            " WHERE until IS NULL AND role = 'admin' AND closed_on IS NULL AND state IN (" +
                                states + ")");
        while (rows.step()) offices.insert(std::get<std::int64_t>(rows.cell(0)));
        return offices;
    }

    bool chance(int one_in) { return below(one_in) == 0; }
    Date some_day(Change& c) { return chance(2) ? c.today() : c.today() + -below(20); }
    template <class R, class Id>
    Id any(const std::vector<R>& all, Id R::*id) {
        if (all.empty()) fail(Code::not_found, "there is none");
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))].*id;
    }
    UserId user(Change& c) { return any(list_users(c, {}), &User::user_id); }
    UserId user(Change& c, const char* state) {
        return any(list_users(c, {.where = std::string("state=") + state}), &User::user_id);
    }
    OfficeId office(Change& c) {
        return any(list_offices(c, {.where = chance(10) ? "" : "closed_on is null"}), &Office::office_id);
    }
    ApplicationId application(Change& c, const char* state) {
        const auto where = chance(10) ? std::string() : std::string("state=") + state;
        return any(list_applications(c, {.where = where}), &Application::application_id);
    }
    Membership membership(Change& c) {
        const auto all = memberships_of(c, office(c));
        if (all.empty()) fail(Code::not_found, "there is none");
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }
    MemberRole role() { return chance(3) ? MemberRole::admin : MemberRole::staff; }
    std::optional<UserId> successor(Change& c, OfficeId place) {
        const auto all = memberships_of(c, place);
        return all.empty() || chance(3) ? std::nullopt : std::optional(any(all, &Membership::user_id));
    }

    NewApplication form(Change& c) {
        auto form = reg_.form(office(c), role());
        form.received_on = some_day(c);
        form.explained_on = form.received_on;
        return form;
    }

    void add_newcomers() {
        verbs_.emplace_back("register somebody new", [this](Change& c) {
            if (list_users(c, {}).size() < most_users) receive(c, Basis(c), form(c));
        });
        verbs_.emplace_back("register a new office", [this](Change& c) {
            auto given = form(c);
            given.kind = ApplicationKind::new_office;
            given.office.reset();
            given.office_name = given.name + "の店";
            given.office_type = "薬局";
            given.papers.push_back("登録名簿");
            receive(c, Basis(c), given);
        });
        verbs_.emplace_back("register somebody known", [this](Change& c) {
            auto given = form(c);
            const auto known = get_user(c, user(c));
            given.name = chance(5) ? given.name : known.name;
            if (!chance(3)) given.mail = known.mail;
            if (chance(2)) given.user = known.user_id;
            receive(c, Basis(c), given);
        });
        verbs_.emplace_back("check", [this](Change& c) {
            const auto id = application(c, "received");
            const auto given = get_application(c, id);
            check_application(c, get_profile(c), id, {.explained_on = given.received_on, .mail_reached_on = given.received_on});
            for (const auto& document : unacknowledged(c, person_of(given), c.today()))
                acknowledge(c, {document.document_id, c.today(), AcknowledgedHow::meeting}, person_of(given));
            train(c, id);
        });
        verbs_.emplace_back("send back", [this](Change& c) {
            return_application(c, get_profile(c), application(c, chance(2) ? "received" : "checked"), {"利用申込書"},
                               c.today() + 14);
        });
        verbs_.emplace_back("papers arrive", [this](Change& c) {
            check_application(c, get_profile(c), application(c, "returned"), {.papers = {"利用申込書"}});
        });
    }

    void add_decisions() {
        const auto yes = [this](Change& c) { approve(c, Basis(c), application(c, "checked"), {.on = some_day(c)}); };
        for (const auto* name : {"approve", "approve again", "approve once more"}) verbs_.emplace_back(name, yes);
        verbs_.emplace_back("approve with a waiver",
                            [this](Change& c) { approve(c, Basis(c), application(c, "received"), {.waive = {Gate::papers}}); });
        verbs_.emplace_back("reject", [this](Change& c) {
            if (chance(3)) reject(c, application(c, "checked"), {});
        });
        verbs_.emplace_back("cancel an application", [this](Change& c) {
            if (chance(3)) cancel_application(c, application(c, "received"));
        });
        verbs_.emplace_back("correct an application", [this](Change& c) {
            const auto taken = get_user(c, user(c)).mail;
            edit_application(c, Basis(c), application(c, "checked"), {.mail = taken});
        });
        verbs_.emplace_back("publish", [this](Change& c) {
            if (!chance(10)) fail(Code::not_found, "no committee today");
            publish_document(c,
                             {{}, DocumentKind::rules, "運用ルール", to_text(c.today()), c.today() + below(10), chance(2), {}});
        });
        verbs_.emplace_back("acknowledge", [this](Change& c) {
            acknowledge(c, {any(documents_in_force(c, c.today()), &Document::document_id), c.today(), AcknowledgedHow::online},
                        {user(c), {}});
        });
    }

    void add_accounts() {
        for (const auto* name : {"issue", "issue again", "issue once more"})
            verbs_.emplace_back(name, [this](Change& c) {
                const auto begun = begin_issue(c, Basis(c), application(c, "approved"), {});
                if (!chance(4)) finish_issue(c, begun.credential_id);
            });
        verbs_.emplace_back("finish an ID that broke off", [this](Change& c) {
            finish_issue(c, any(unconfirmed_credentials(c, c.today()), &Credential::credential_id));
        });
        verbs_.emplace_back("reissue", [this](Change& c) {
            const auto begun = begin_reissue(c, Basis(c), user(c), {.on = some_day(c)});
            if (!chance(3)) finish_issue(c, begun.credential_id);
        });
        verbs_.emplace_back("confirm receipt", [this](Change& c) { confirm_receipt(c, user(c), some_day(c)); });
        verbs_.emplace_back("confirm change", [this](Change& c) {
            const auto who = user(c);
            if (const auto credential = newest_credential(c, who); credential && !credential->received_on)
                confirm_receipt(c, who, c.today());
            confirm_change(c, who, some_day(c));
        });
        verbs_.emplace_back("suspend", [this](Change& c) { suspend_user(c, user(c), some_day(c), c.today() + 30); });
        verbs_.emplace_back("restore", [this](Change& c) { restore_user(c, user(c, "suspended"), some_day(c)); });
        verbs_.emplace_back("correct a mail", [this](Change& c) { edit_user(c, user(c), {.mail = get_user(c, user(c)).mail}); });
        verbs_.emplace_back("correct a login",
                            [this](Change& c) { edit_user(c, user(c), {.login = "login" + std::to_string(below(60))}); });
        verbs_.emplace_back("change a profession", [this](Change& c) {
            change_profession(c, Codes(c), user(c), chance(2) ? "医師" : "薬剤師", some_day(c));
        });
    }

    void add_members() {
        verbs_.emplace_back("set a role", [this](Change& c) {
            const auto one = membership(c);
            set_role(c, one.user_id, one.office_id, role(), some_day(c));
        });
        for (const auto* name : {"transfer", "transfer again"})
            verbs_.emplace_back(name, [this](Change& c) {
                const auto one = membership(c);
                transfer(c, Basis(c),
                         {.user = one.user_id,
                          .from = one.office_id,
                          .to = office(c),
                          .role = role(),
                          .ground = Ground::in_area,
                          .successor = successor(c, one.office_id),
                          .on = some_day(c)});
            });
        verbs_.emplace_back("change an office's type", [this](Change& c) {
            change_office_type(c, Codes(c), office(c), chance(2) ? "病院" : "訪問看護", some_day(c));
        });
        verbs_.emplace_back("close an office", [this](Change& c) { close_office(c, office(c), some_day(c)); });
        verbs_.emplace_back("withdraw an office", [this](Change& c) {
            if (list_offices(c, {.where = "closed_on is null"}).size() < 4) fail(Code::not_found, "the last offices stay");
            if (chance(4)) withdraw_office(c, office(c), some_day(c));
        });
    }

    void add_leavers() {
        verbs_.emplace_back("withdraw", [this](Change& c) {
            const auto one = membership(c);
            withdraw(c, one.user_id, {.received_on = some_day(c), .successor = successor(c, one.office_id)});
        });
        verbs_.emplace_back("withdraw from one office", [this](Change& c) {
            const auto one = membership(c);
            withdraw(c, one.user_id, {.office = one.office_id, .successor = successor(c, one.office_id)});
        });
        verbs_.emplace_back("cancel a departure", [this](Change& c) {
            if (chance(3)) cancel_departure(c, user(c, "leaving"));
        });
        for (const auto& name : names<DepartureStep>) {
            if (name.value == DepartureStep::notice) continue;
            verbs_.emplace_back(std::string(name.token), [this, step = name.value](Change& c) {
                const bool impossible = chance(6);
                advance_departure(c, user(c, "leaving"), step, impossible ? std::nullopt : std::optional(some_day(c)),
                                  impossible ? "連絡がつかない" : "");
            });
        }
    }

    Register reg_;
    std::mt19937 random_;
    std::vector<std::pair<std::string, Act>> verbs_;
    std::set<std::string> done_;
    int changes_ = 0;
    std::set<std::int64_t> had_admin_;
};

}  // namespace osaki::test
