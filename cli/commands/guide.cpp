// guide: cautions and instructions, what became of them, and the deletion they may end in (art. 11 (guidance)).
#include "words.hpp"

#include "osaki/domain/guidance.hpp"

#include <memory>

namespace osaki::cli {

Action define_guide_list(Options& options) {
    return list_of(options, &list_guidances);
}

Action define_guide_show(Options& options) {
    auto id = std::make_shared<GuidanceId>();
    options.the_id("MEASURE", *id, N_("number of the measure")).completes = "guidance";
    return Read([id](const View& view) -> Output {
        const auto guidance = get_guidance(view, *id);
        return {.tables = {table_of<Guidance>({guidance}, true), table_of(committees_about(view, guidance))}};
    });
}

Action define_guide_add(Options& options) {
    struct Words {
        Guidance guidance;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    auto& guidance = words->guidance;
    options.the_id("USER", guidance.user_id, N_("number of the user")).completes = "user.live";
    options.choice("--measure", guidance.measure, N_("caution (注意) or instruction (指導)")).required = true;
    options.choice("--ground", guidance.ground, N_("what the use went against")).required = true;
    options.text("--facts", guidance.facts, "TEXT", N_("what happened, in a few words; never a word about a patient")).required =
        true;
    options.date("--on", words->on, N_("day it was given; today when not said"));
    options.future_date("--due", guidance.due_on, N_("day it is to be followed by; asked after 30 days when not said"));
    return Write([words](Change& change) -> Output {
        words->guidance.given_on = words->on.value_or(change.today());
        const auto given = get_guidance(change, add_guidance(change, words->guidance));
        return {.tables = {table_of<Guidance>({given}, true)},
                .said = {message(N_("{}: {} of {} {} recorded; next: osaki-mcs guide outcome {} --outcome OUTCOME"),
                                 given.guidance_id, given.measure, given.user_id, given.user_name, given.guidance_id)},
                .numbers = {to_text(given.guidance_id)}};
    });
}

Action define_guide_outcome(Options& options) {
    struct Words {
        GuidanceId id;
        Finding finding;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.the_id("MEASURE", words->id, N_("number of the measure")).completes = "guidance.open";
    options.choice("--outcome", words->finding.outcome, N_("whether the user followed it")).required = true;
    options.date("--on", words->on, N_("day that was found; today when not said"));
    options.text("--note", words->finding.note, "TEXT", N_("what it was seen by; never a word about a patient"));
    return Write([words](Change& change) -> Output {
        words->finding.on = words->on.value_or(change.today());
        const auto guidance = record_outcome(change, words->id, words->finding);
        const auto& id = guidance.guidance_id;
        return {.tables = {table_of<Guidance>({guidance}, true)},
                .said = {guidance.outcome == Outcome::followed
                             ? message(N_("{} of {} {}: open -> followed"), id, guidance.user_id, guidance.user_name)
                             : message(N_("{} of {} {}: open -> not followed; the committee's turn: osaki-mcs committee add "
                                          "--about {}, or a further measure: osaki-mcs guide add {}"),
                                       id, guidance.user_id, guidance.user_name, id, guidance.user_id)},
                .numbers = {to_text(id)}};
    });
}

Action define_guide_escalate(Options& options) {
    struct Words {
        GuidanceId id;
        CommitteeId committee;
    };
    auto words = std::make_shared<Words>();
    options.the_id("MEASURE", words->id, N_("number of the measure that was not followed")).completes = "guidance.unheeded";
    auto& committee = options.id("--committee", words->committee, "DECISION", N_("decision that orders the deletion"));
    committee.required = true;
    committee.completes = "committee";
    return Write([words](Change& change) -> Output {
        const auto guidance = escalate(change, words->id, words->committee);
        return {.tables = {table_of<Guidance>({guidance}, true)},
                .said = {message(N_("{} of {} {}: the deletion is ordered by {}; a clerk's turn: osaki-mcs withdraw {} "
                                    "--committee {}"),
                                 guidance.guidance_id, guidance.user_id, guidance.user_name, words->committee, guidance.user_id,
                                 words->committee)},
                .numbers = {to_text(guidance.guidance_id)}};
    });
}

}  // namespace osaki::cli
