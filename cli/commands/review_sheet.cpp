// review sheet: the files are complete under other names, then what is given to whom is committed, then they get their own.
#include "words.hpp"

#include "answer.hpp"
#include "osaki/exchange/review_sheet.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    ReviewId review;
    std::vector<OfficeId> offices = {};
    std::string directory = {};
    const Settings* settings = nullptr;

    bool to_stdout() const { return settings->output.empty() || settings->output == "-"; }
};

std::vector<ReviewSheet> sheets_of(const View& view, const Review& review, const Words& words) {
    return review_sheets(view, review, words.offices);
}

ProvisionId record(Change& change, Provision given, std::string file) {
    given.file = std::move(file);
    return add_provision(change, std::move(given));
}

void check_published(const std::string& path, int error) {
    if (error == 0) return;
    fail(Code::file, N_("the sheets were recorded as given, but {} could not be written: {}; nobody got them"), path,
         reason_of(error));
}

std::string last_part(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

Released release_one(Change& change, const Words& words) {
    const auto& settings = *words.settings;
    const bool is_sent = words.to_stdout();
    if (!is_sent) require_free(settings.output, settings.force);
    const auto review = get_review(change, words.review);
    const auto sheets = sheets_of(change, review, words);
    const auto draft = std::make_shared<Draft>(is_sent || settings.dry_run ? Draft::nameless() : Draft(settings.output));
    const auto given = write_sheet(change, review, sheets.front(), *draft);
    const auto id = record(change, given, is_sent ? std::string() : last_part(settings.output));
    const auto place = is_sent ? Argument{N_("standard output"), true} : Argument{settings.output};
    Released released{{.said = {message(N_("{}: sheet of {} written to {}, items: {}; recorded as given to {}"), id,
                                        review.review_id, place, given.records, given.recipient)},
                       .numbers = {to_text(id)}},
                      {},
                      is_sent,
                      true};
    released.release = [draft, words, is_sent](const Surface& surface) {
        if (is_sent) draft->for_each_chunk([&](std::string_view chunk) { surface.write(chunk); });
        else check_published(words.settings->output, draft->publish(words.settings->force));
    };
    return released;
}

Released release_all(Change& change, const Words& words) {
    if (is_there(words.directory)) fail(Code::conflict, N_("{} is there already; name a new directory"), words.directory);
    const auto review = get_review(change, words.review);
    const auto sheets = sheets_of(change, review, words);
    const auto directory = std::make_shared<DraftDirectory>(words.directory);
    Output output;
    for (const auto& sheet : sheets) {
        Draft file(directory->file(sheet.file));
        const auto given = write_sheet(change, review, sheet, file);
        check_published(sheet.file, file.publish(false));
        output.numbers.push_back(to_text(record(change, given, sheet.file)));
    }
    output.said = {message(N_("{}: sheets written to {}: {}; each is recorded as given to its office; next: osaki-mcs review "
                              "answer {} FILE"),
                           review.review_id, words.directory, sheets.size(), review.review_id)};
    return {std::move(output),
            [directory, path = words.directory](const Surface&) { check_published(path, directory->publish()); }};
}

}  // namespace

Action define_review_sheet(Options& options) {
    const auto words = std::make_shared<Words>();
    words->settings = options.settings();
    options.the_id("REVIEW", words->review, N_("number of the review")).completes = "review.open";
    options.id_list("--office", words->offices, "OFFICE", N_("only these offices")).completes = "office";
    options.file("--output-dir", words->directory, N_("a new directory with one workbook for each office"));
    const auto also = [words]() -> std::optional<Right> {
        if (words->directory.empty() == words->settings->output.empty())
            fail(Code::usage, N_("say --output-dir DIR for all sheets, or --office OFFICE and --output FILE for one"));
        if (words->directory.empty() && words->offices.size() != 1)
            fail(Code::usage, N_("--output takes the sheet of one office; name it with --office"));
        return std::nullopt;
    };
    return Release{
        [words](Change& change) { return words->directory.empty() ? release_one(change, *words) : release_all(change, *words); },
        also};
}

}  // namespace osaki::cli
