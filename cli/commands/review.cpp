// review: the offices are asked who is still there and which groups still live (art. 8-2(3), 8-2(5)).
#include "importing.hpp"
#include "words.hpp"

#include "osaki/domain/answering.hpp"
#include "osaki/domain/review_report.hpp"
#include "osaki/exchange/kinds/kinds.hpp"

#include <memory>

namespace osaki::cli {

Action define_review_open(Options& options) {
    auto words = std::make_shared<NewReview>();
    options.choice("--scope", words->scope, N_("whom it asks about; everybody when not said"));
    options.id_list("--office", words->offices, "OFFICE", N_("only these offices")).completes = "office.open";
    options.text("--title", words->title, "TEXT", N_("what it is called"));
    options.future_date("--due", words->due_on, N_("day by which offices answer; two weeks on when not said"));
    return Write([words](Change& change) -> Output {
        const auto id = open_review(change, *words);
        const auto review = get_review(change, id);
        return {.tables = {table_of<Review>({review}, true)},
                .said = {message(N_("{} opened; items: {}, offices: {}, answers due on {}; next: osaki-mcs review sheet {} "
                                    "--output-dir DIR"),
                                 id, review.items, review.offices, review.due_on, id)},
                .numbers = {to_text(id)}};
    });
}

Action define_review_list(Options& options) {
    return list_of(options, &list_reviews);
}

namespace {

struct Shown {
    std::optional<ReviewId> review;
    bool overdue = false, silent = false, items = false;
    Query query = {};
};

Output shown_overdue(const View& view, const Shown& words) {
    if (words.review || words.silent || words.items)
        fail(Code::usage, N_("--overdue is about everybody and stands alone: osaki-mcs review show --overdue"));
    return {.tables = {table_of(overdue_reviews(view, words.query))}};
}

Output shown(const View& view, const Shown& words) {
    if (words.overdue) return shown_overdue(view, words);
    if (!words.review) fail(Code::usage, N_("which review is not said; osaki-mcs review list shows them"));
    const auto review = get_review(view, *words.review);
    Output output{.tables = {table_of<Review>({review}, true), table_of(review_offices(view, review, words.silent))}};
    auto query = coded(view, words.query);
    const bool is_asked = words.silent || words.items || !query.where.empty();
    if (!is_asked) return output;
    if (words.silent) query.where = "answer is null" + (query.where.empty() ? "" : " and (" + query.where + ")");
    output.tables.push_back(table_of(items_of(view, review.review_id, query)));
    return output;
}

}  // namespace

Action define_review_show(Options& options) {
    auto words = std::make_shared<Shown>();
    options.the_id("REVIEW", words->review, N_("number of the review")).completes = "review";
    options.flag("--silent", words->silent, N_("offices and items without an answer"));
    options.flag("--items", words->items, N_("every item too"));
    options.flag("--overdue", words->overdue, N_("without a number: who should have been confirmed again by now"));
    options.query(words->query);
    return Read([words](const View& view) { return shown(view, *words); });
}

namespace {

struct Answering {
    ReviewId review;
    std::vector<std::string> items;  // or one file
    std::optional<ReviewAnswer> answer;
    bool done = false;
    ReviewReply reply = {};
    std::optional<Date> on;
    std::optional<OfficeId> office;
    Importing file = {};
    std::shared_ptr<AskedOffices> asked = std::make_shared<AskedOffices>();  // by the sheet

    bool by_hand() const { return answer || done; }
};

Message answer_line(const View& view, const ReviewItem& item) {
    const auto id = item.review_item_id;
    const auto& whose = item.user_id ? item.user_name : item.group_label;
    if (item.done_on) return message(N_("{} {}: done on {}"), id, whose, *item.done_on);
    if (item.answer == ReviewAnswer::changed)
        return message(N_("{} {}: changed; next: enter it, then osaki-mcs review answer {} {} --done"), id, whose, item.review_id,
                       id);
    if (item.answer == ReviewAnswer::left && item.waiting)
        return message(N_("{} {}: gone, and still to be removed; osaki-mcs status tells the command"), id, whose);
    if (item.answer == ReviewAnswer::left && item.user_id && find_open_departure(view, *item.user_id))
        return message(N_("{} {}: gone; next: osaki-mcs withdraw {} --step staff-release --done DATE"), id, whose, *item.user_id);
    if (item.answer == ReviewAnswer::left) return message(N_("{} {}: gone"), id, whose);
    if (!is_asked_again(view, item)) return message(N_("{} {}: confirmed, and not asked again"), id, whose);
    return message(N_("{} {}: confirmed, to be asked again by {}"), id, whose,
                   next_due(get_profile(view), item.subject, *item.answered_on));
}

Output answered_by_hand(Change& change, const Answering& words) {
    if (words.answer && words.done) fail(Code::usage, N_("--answer and --done are two acts; say one"));
    const bool may_replace = !change.actor().reason.empty();
    std::vector<ReviewItem> items;
    std::vector<Message> warnings;
    for (const auto& number : words.items) {
        const auto id = number_of<ReviewItemTag>(number);
        const auto item = get_review_item(change, id);
        if (item.review_id != words.review)
            fail(Code::conflict, N_("{} is an item of {}, not of {}"), id, item.review_id, words.review);
        auto reply = words.reply;
        reply.on = words.on.value_or(change.today());
        if (words.answer) reply.answer = *words.answer;
        if (words.answer)
            for (auto& fault : faults_of(change, item, reply, may_replace))
                if (fault.warning) warnings.push_back(std::move(fault.text));
        items.push_back(words.done ? finish_item(change, id, reply.on) : answer_item(change, id, reply, may_replace));
    }
    Output output{.tables = {table_of(items)}, .warnings = std::move(warnings)};
    for (const auto& item : items) {
        output.said.push_back(answer_line(change, item));
        output.numbers.push_back(to_text(item.review_item_id));
    }
    return output;
}

// The sheet names its items; the words say which review and office it is to be of.
void open_sheet(Answering& words) {
    if (words.by_hand()) return;
    if (words.items.size() != 1 || parse_id<ReviewItemTag>(words.items.front()))
        fail(Code::usage,
             N_("one answer sheet, or items with --answer or --done; from standard input: osaki-mcs import run review -"));
    if (words.on || !words.reply.by.empty() || !words.reply.note.empty())
        fail(Code::usage, N_("a sheet says itself who answered what and when; --on, --by and --note go with --answer"));
    words.file.kind = "review";
    words.file.files = words.items;
    words.file.make = [review = words.review, office = words.office, asked = words.asked](const View& view) {
        get_review(view, review);
        return review_import(review, office, asked);
    };
    open_all(words.file);
}

// What a sheet leaves open is said with it, beside tables as a warning.
Output answered_by_sheet(Change& change, const Answering& words) {
    words.asked->clear();  // a question may have been asked between
    auto output = run_all(change, words.file);
    if (output.outcome == Code::invalid) return output;
    auto& said = output.said.empty() ? output.warnings : output.said;
    for (const auto& office : review_offices(change, get_review(change, words.review), true))
        if (words.asked->contains(office.office_id))
            said.push_back(message(N_("{}: items of {} {} without an answer: {}; osaki-mcs review show {} --silent"),
                                   words.review, office.office_id, office.office_name, office.silent, words.review));
    return output;
}

}  // namespace

Action define_review_answer(Options& options) {
    auto words = std::make_shared<Answering>();
    options.the_id("REVIEW", words->review, N_("number of the review")).completes = "review.open";
    options
        .texts("FILE|ITEM", words->items,
               N_("an answer sheet, XLSX or CSV; with --answer the numbers of items, - reads them from stdin"))
        .completes = "review_item.open";
    options.choice("--answer", words->answer, N_("the answer to these items, told by paper or telephone"));
    options.flag("--done", words->done, N_("what was answered as changed has been entered"));
    options.date("--on", words->on, N_("day of the answer; today when not said"));
    options.text("--by", words->reply.by, "NAME", N_("who at the office answered"));
    options.text("--note", words->reply.note, "TEXT", N_("what has changed"));
    options.id("--office", words->office, "OFFICE", N_("the sheet is of this office, and nothing else is taken")).completes =
        "office";
    options.choice("--update", words->file.options.update, N_("what happens to records that are there already"));
    name_reading(options, words->file);
    const auto act = [words](Change& change) {
        return words->by_hand() ? answered_by_hand(change, *words) : answered_by_sheet(change, *words);
    };
    return Write(act, [words] { open_sheet(*words); });
}

Action define_review_close(Options& options) {
    auto id = std::make_shared<ReviewId>();
    options.the_id("REVIEW", *id, N_("number of the review")).completes = "review.open";
    return Write([id](Change& change) -> Output {
        close_review(change, *id);
        const auto review = get_review(change, *id);
        Output output{.tables = {table_of<Review>({review}, true)},
                      .said = {message(N_("{} closed: {} confirmed, {} gone, {} changed, {} unanswered"), *id, review.confirmed,
                                       review.left, review.changed, review.silent)},
                      .numbers = {to_text(*id)}};
        if (review.waiting > 0)
            output.warnings.push_back(
                message(N_("answers of {} that are still to be acted on: {}; osaki-mcs status"), *id, review.waiting));
        return output;
    });
}

}  // namespace osaki::cli
