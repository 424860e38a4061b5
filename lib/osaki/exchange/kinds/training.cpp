// Trainings that were held, one a row, as a list kept elsewhere has them (art. 8-2(2)).
#include "osaki/domain/training.hpp"

#include "osaki/domain/check.hpp"
#include "osaki/exchange/kinds/kinds.hpp"
#include "osaki/exchange/kinds/take.hpp"

#include <algorithm>

namespace osaki {

namespace {

struct TrainingRow {
    Training training = {};
    std::optional<TrainingKind> kind = {};
    std::optional<Date> held_on = {};
    std::vector<std::string> documents = {};  // numbers, or titles of which the version of that day is meant
    std::vector<DocumentId> covered = {};
};
using Row = TrainingRow;

std::vector<FieldOf<Row>> training_fields() {
    constexpr auto row = &Row::training;
    return {
        {{"topic", "研修名", "テーマ|演題|内容", true},
         take_text<row, &Training::topic>,
         {N_("what it was about"), "見本研修 運用ポリシーと運用ルール", {}, nullptr, true}},
        {{"kind", "研修種別", "種別|区分", true},
         take_name<TrainingKind, &Row::kind>,
         {N_("kind of training"), "初期研修", {}, &known_words<TrainingKind>}},
        {{"held_on", "開催日", "実施日|受講日|研修日", true, {}, "E_DATE"},
         take_date<&Row::held_on>,
         {N_("day it was held; may lie ahead"), "2026-04-01"}},
        {{"method", "開催方法", "方法|形式"},
         take_name<TrainingMethod, row, &Training::method>,
         {N_("how it was held; in person when empty"), "集合", {}, &known_words<TrainingMethod>}},
        {{"place", "会場", "場所"}, take_text<row, &Training::place>, {N_("where it was held"), "大崎市民会館"}},
        {{"instructor", "講師", "講師名"}, take_text<row, &Training::instructor>, {N_("who taught"), ""}},
        {{"materials", "資料", "配布資料|教材"}, take_text<row, &Training::materials>, {N_("what was handed out"), ""}},
        {{"documents", "対象規程", "対象文書|規程"},
         take_list<&Row::documents>,
         {N_("versions it covered: numbers like D0003 or titles, with ; between them"), ""}},
        {{"note", "備考", "摘要"}, take_text<row, &Training::note>, {N_("anything else"), ""}},
    };
}

std::vector<Fault> resolve_training(const View& view, Row& row) {
    row.training.kind = row.kind.value_or(row.training.kind);
    row.training.held_on = row.held_on.value_or(view.today());
    row.covered.clear();
    std::vector<Fault> faults;
    for (const auto& text : row.documents) {
        const auto number = parse_id<DocumentTag>(text);
        const auto known = number ? list_documents(view, {.where = "document_id=" + to_text(*number)}) : std::vector<Document>{};
        const auto named = number ? std::nullopt : find_document(view, text, "", row.training.held_on);
        if (!known.empty()) row.covered.push_back(known.front().document_id);
        else if (named) row.covered.push_back(named->document_id);
        else
            faults.push_back({"documents", "E_DOCUMENT_UNKNOWN", message(N_("no document is {}"), text),
                              message(N_("`osaki-mcs document list` shows them"))});
    }
    return faults;
}

bool is_known(const View& view, const Row& row) {
    return std::ranges::any_of(trainings_on(view, row.training.held_on), [&](const Training& known) {
        return known.kind == row.training.kind && search_key(known.topic) == search_key(row.training.topic);
    });
}

std::vector<Fault> training_faults(const Row& row) {
    std::vector<Fault> faults;
    check_name(faults, "topic", row.training.topic);
    for (auto at = row.covered.begin(); at != row.covered.end(); ++at)
        if (std::find(row.covered.begin(), at, *at) != at)
            faults.push_back({"documents", "E_ROW_DUP", message(N_("{} is named twice"), *at)});
    return faults;
}

}  // namespace

ImportKind training_import(const View&) {
    KindOf<Row> kind{"training", training_fields(), {"No", "No.", "番号", "研修番号", "受講者数", "欠席者数"}};
    kind.resolve = [](const RowContext& context, Row& row) { return resolve_training(context.view, row); };
    kind.check = [](const RowContext&, const Row& row) { return training_faults(row); };
    kind.keys = [](const Row& row) -> std::vector<RowKey> {
        if (!row.kind || !row.held_on) return {};
        return {
            {"topic", "E_ROW_DUP", std::string(token_of(*row.kind)) + " " + to_text(*row.held_on) + " " + row.training.topic}};
    };
    kind.apply = [](Change& change, const RowContext&, const Row& row) -> RowResult {
        if (is_known(change, row)) return {Applied::unchanged};
        return {Applied::added, to_text(add_training(change, row.training, row.covered))};
    };
    kind.foresee = [](const RowContext& context, const Row& row) -> Foresight {
        if (is_known(context.view, row))
            return {Applied::unchanged,
                    message(N_("{} on {} is there; nothing would change"), row.training.topic, row.training.held_on)};
        return {Applied::added,
                message(N_("would add the {} {} on {}"), row.training.kind, row.training.topic, row.training.held_on)};
    };
    return kind_of(std::move(kind));
}

}  // namespace osaki
