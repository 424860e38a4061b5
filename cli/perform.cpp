// One function per kind of action. Each renders before it commits and prints after it.
#include "perform.hpp"

#include "answer.hpp"
#include "exit_status.hpp"
#include "files.hpp"
#include "labels.hpp"
#include "osaki/base/file.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/codes.hpp"
#include "questions.hpp"
#include "refusal.hpp"
#include "report.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>

namespace osaki::cli {

namespace {

OpenOptions open_options(const Job& job) {
    return {std::stoi(job.settings.value("lock_wait"))};
}

const std::string& register_path(const Job& job) {
    const auto& path = job.settings.value("db");
    if (path.empty()) fail(Code::usage, N_("it is not said which register; name it with --db or OSAKI_MCS_DB"));
    return path;
}

Store open_register(const Job& job) {
    if (job.globals.verbose && may_speak(job))
        remark(job.host, message(N_("the register is {}"), register_path(job)), job.settings.translate);
    return Store::open(register_path(job), open_options(job));
}

// Tables show what staff say for a token of a code list; only the register knows it.
void name_codes(Job& job, const View& view, const Output& output) {
    if (job.style.format != Format::table || job.style.porcelain) return;
    const bool is_coded = std::ranges::any_of(output.tables, [](const Table& table) {
        return !table.rows.empty() &&
               std::ranges::any_of(table.columns, [](const ColumnInfo& column) { return !column.codes.empty(); });
    });
    if (!is_coded) return;
    job.style.label_of = [codes = std::make_shared<const Codes>(view), translate = job.settings.translate](
                             std::string_view list, std::string_view token) {
        const auto label = built_in_label(list, token, translate);
        return label ? *label : codes->label(list, token);
    };
}

int guarded(Job& job, Store& store, const std::function<int()>& body) {
    try {
        return body();
    } catch (Error& error) {
        record_refusal(job, store, error);
        throw;
    }
}

int finish(Job& job, Answer& answer, const Output& output, bool is_saved) {
    job.progress.wipe();
    answer.publish(is_saved);
    if (!job.globals.quiet)
        for (const auto& warning : output.warnings) remark(job.host, warning, job.settings.translate);
    if (!job.globals.quiet && job.is_cut)
        remark(job.host, message(N_("lines are cut at the width of the terminal; --format csv or a wider window shows all")),
               job.settings.translate);
    return output.outcome ? exit_status(*output.outcome) : 0;
}

int finish_dry(Job& job, Answer& answer, const Output& output) {
    answer.stage(render(output, job.style));
    job.progress.wipe();
    if (!job.globals.quiet) remark(job.host, message(N_("dry run: nothing was saved")), job.settings.translate);
    return finish(job, answer, output, false);
}

Output told_before(Output output) {
    if (!output.foreseen.empty()) output.said = output.foreseen;
    return output;
}

Change begin(Job& job, Store& store) {
    // anew for every attempt: a question may have waited
    job.actor.now = job.host.now();
    return store.change(job.actor);
}

int act(Job& job, const Plain& plain) {
    Answer answer(job.host, job.globals.output, job.globals.force);
    const auto output = plain.act();
    answer.stage(render(output, job.style));
    if (plain.effect) plain.effect();
    return finish(job, answer, output, false);
}

// Looked at under the lock of a reader, rendered without it.
int answer_reading(Job& job, const Read& read, const std::string& path) {
    auto store = open_register(job);
    if (read.before) read.before();
    return guarded(job, store, [&] {
        Answer answer(job.host, path, job.globals.force);
        const auto output = [&] {
            const auto view = store.view(job.actor.now);
            check_right(job, view, job.command.right);
            auto answered = read.act(view);
            name_codes(job, view, answered);
            return answered;
        }();
        answer.stage(render(output, job.style));
        return finish(job, answer, output, false);
    });
}

int answer_filed(Job& job, const Read& read, const Filed& filed) {
    // a table is text, which programs know by that ending
    const auto path = filed.path + '.' + (filed.format == "table" ? "txt" : filed.format);
    const auto is_left = [&] { return filed.if_missing && is_there(path) && !is_directory(path); };
    if (is_left()) return 0;
    job.style.format = parse_format(filed.format);
    job.style.is_terminal = false;
    try {
        const auto status = answer_reading(job, read, path);
        if (!job.globals.quiet) remark(job.host, message(N_("{} is written"), path), job.settings.translate);
        return status;
    } catch (const Error& error) {
        // somebody else, started at the same time, was first
        if (error.code == Code::conflict && is_left()) return 0;
        throw;
    }
}

int act(Job& job, const Read& read) {
    const auto filed = read.filed ? read.filed() : Filed{};
    return filed.path.empty() ? answer_reading(job, read, job.globals.output) : answer_filed(job, read, filed);
}

int act(Job& job, const Write& write) {
    auto store = open_register(job);
    if (write.before) write.before();
    return guarded(job, store, [&] {
        for (std::vector<std::string> agreed;;) {
            std::vector<std::string> asked;
            Output output;
            {
                Answer answer(job.host, job.globals.output, job.globals.force);
                auto change = begin(job, store);
                check_right(job, change, job.command.right);
                output = write.act(change);
                name_codes(job, change, output);
                if (job.globals.dry_run) return finish_dry(job, answer, told_before(std::move(output)));
                asked = questions_of(job, output);
                if (job.globals.yes || asked == agreed) {
                    answer.stage(render(output, job.style));
                    change.commit();
                    return finish(job, answer, output, true);
                }
            }
            ask(job, told_before(std::move(output)), asked);
            agreed = std::move(asked);
        }
    });
}

// A secret goes where somebody can read it, and nowhere else.
void check_stdout(const Job& job, const Delivery& delivery) {
    if (delivery.needs_terminal && !job.host.out_is_terminal)
        fail(Code::usage, N_("a password is shown on a terminal only; use --letter FILE"));
    if (!delivery.takes_stdout) return;
    if (job.host.out_is_terminal) fail(Code::usage, N_("the letter goes into a file or pipe, not to a terminal"));
    struct stat facts {};
    const bool is_kept =
        job.host.out_descriptor < 0 || (::fstat(job.host.out_descriptor, &facts) == 0 &&
                                        (S_ISREG(facts.st_mode) || S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode)));
    if (!is_kept) fail(Code::usage, N_("standard output is neither file nor pipe, the letter would be lost"));
}

// The answer would take the place of the letter, and nobody could read that any more.
void check_places(const Job& job, const Delivery& delivery) {
    const auto& answer = job.globals.output;
    if (delivery.file.empty() || answer.empty() || answer == "-") return;
    std::error_code ignored;
    const auto place = [&](const std::string& file) { return std::filesystem::weakly_canonical(file, ignored); };
    if (place(delivery.file) == place(answer))
        fail(Code::usage, N_("{} is named both for the letters and for the answer; leave out --output"), answer);
}

// The first of two commits; nothing when it was a dry run.
std::optional<Delivery> prepare(Job& job, Store& store, const Deliver& deliver) {
    for (std::vector<std::string> agreed;;) {
        std::vector<std::string> asked;
        Output pending;
        {
            auto change = begin(job, store);
            check_right(job, change, job.command.right);
            if (const auto also = deliver.also ? deliver.also() : std::nullopt) check_right(job, change, *also);
            auto delivery = deliver.act(change);
            check_stdout(job, delivery);
            check_places(job, delivery);
            const auto& told = delivery.foreseen ? *delivery.foreseen : delivery.pending;
            name_codes(job, change, told);
            // so that what cannot be rendered (an unknown field) is known before anything is saved
            const auto text = render(told, job.style);
            if (job.globals.dry_run) {
                Answer answer(job.host, job.globals.output, job.globals.force);
                finish_dry(job, answer, told);
                return std::nullopt;
            }
            asked = questions_of(job, told);
            if (job.globals.yes || asked == agreed) {
                change.commit();
                return delivery;
            }
            pending = told;
        }
        ask(job, pending, asked);
        agreed = std::move(asked);
    }
}

// Beside a letter on standard output the answer stands on standard error.
std::ostream* stream_of(Job& job, const Delivery& delivery) {
    return delivery.takes_stdout ? &job.host.err : nullptr;
}

void show(Job& job, const Delivery& delivery) {
    const auto& output = delivery.pending;
    Answer answer(job.host, job.globals.output, job.globals.force, stream_of(job, delivery));
    answer.stage(render(output, job.style));
    finish(job, answer, output, true);
}

Surface surface_of(Job& job) {
    return {[&host = job.host](std::string_view text) {
        host.out.flush();
        const bool is_written = host.out && (host.out_descriptor >= 0 ? write_all(host.out_descriptor, text)
                                                                      : static_cast<bool>(host.out << text << std::flush));
        if (!is_written) fail(Code::file, N_("standard output cannot be written"));
    }};
}

void take_effect(Job& job, const Delivery& delivery) {
    job.progress.wipe();
    try {
        delivery.effect(surface_of(job));
    } catch (Error& error) {
        add_remark(job, error, delivery.broken);
        if (job.host.out && (!delivery.takes_stdout || may_speak(job))) show(job, delivery);
        throw;
    }
}

int confirm(Job& job, Store& store, const Delivery& delivery) {
    bool is_saved = false;
    try {
        Answer answer(job.host, job.globals.output, job.globals.force, stream_of(job, delivery));
        auto change = begin(job, store);
        const auto output = delivery.confirm(change);
        name_codes(job, change, output);
        answer.stage(render(output, job.style));
        change.commit();
        is_saved = true;
        return finish(job, answer, output, true);
    } catch (Error& error) {
        if (!is_saved)
            add_remark(job, error,
                       message(N_("it was delivered, but that could not be recorded; it stays pending: issue it again")));
        throw;
    }
}

int act(Job& job, const Deliver& deliver) {
    auto store = open_register(job);
    return guarded(job, store, [&] {
        // before the first commit, so that a taken --output file leaves nothing pending
        { const Answer is_free(job.host, job.globals.output, job.globals.force); }
        const auto delivery = prepare(job, store, deliver);
        if (!delivery) return 0;
        if (delivery->effect) take_effect(job, *delivery);
        if (!delivery->confirm) {
            show(job, *delivery);
            return 0;
        }
        return confirm(job, store, *delivery);
    });
}

int act(Job& job, const Release& release) {
    auto store = open_register(job);
    return guarded(job, store, [&] {
        const Uninterrupted until_released;
        auto change = begin(job, store);
        check_right(job, change, job.command.right);
        if (const auto also = release.also ? release.also() : std::nullopt) check_right(job, change, *also);
        const auto released = release.act(change);
        if (released.takes_stdout && released.is_binary && job.host.out_is_terminal)
            fail(Code::usage, N_("a workbook does not go to a terminal; name a file with --output"));
        Answer answer(job.host, {}, false, released.takes_stdout ? &job.host.err : nullptr);
        if (job.globals.dry_run) return finish_dry(job, answer, released.output);
        answer.stage(render(released.output, job.style));
        change.commit();
        job.progress.wipe();
        released.release(surface_of(job));
        return finish(job, answer, released.output, true);
    });
}

int act(Job& job, const OnFile& on_file) {
    if (job.globals.dry_run && job.style.is_change)
        fail(Code::usage, N_("{} works on the file itself and has no dry run"), job.command.words);
    Answer answer(job.host, job.globals.output, job.globals.force);
    try {
        const auto output = on_file.act(register_path(job), open_options(job), job.actor);
        answer.stage(render(output, job.style));
        return finish(job, answer, output, job.style.is_change);
    } catch (Error& error) {
        if (error.code == Code::no_right) record_refusal(job, register_path(job), open_options(job), error);
        throw;
    }
}

}  // namespace

int perform(Job& job, const Action& action) {
    job.style.is_cut = &job.is_cut;
    const bool to_file = !job.globals.output.empty() && job.globals.output != "-";
    if (std::holds_alternative<Release>(action)) {
        // the format and the fields are those of the file; the answer is a line
        job.style.format = Format::table;
        job.style.fields.clear();
        if (!job.style.field.empty()) fail(Code::usage, N_("--field is for lists; an export takes --fields"));
    } else if (job.globals.dry_run && job.style.is_change && to_file)
        fail(Code::usage, N_("a dry run writes no file; leave out --output"));
    return std::visit([&](const auto& kind) { return act(job, kind); }, action);
}

}  // namespace osaki::cli
