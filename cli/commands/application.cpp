// application: the papers of art. 8-2(1), listed, shown, corrected, cancelled, and their scans.
#include "words.hpp"

#include "files.hpp"
#include "osaki/domain/attachment.hpp"
#include "osaki/domain/attendance.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/registration.hpp"
#include "records.hpp"

#include <memory>

namespace osaki::cli {

Action define_application_list(Options& options) {
    return list_of(options, &list_applications);
}

Action define_application_show(Options& options) {
    auto id = std::make_shared<ApplicationId>();
    options.the_id("APPLICATION", *id, N_("number of the application")).completes = "application";
    return Read([id](const View& view) -> Output {
        return {.tables = {table_of<Application>({get_application(view, *id)}, true), table_of(attachments_of(view, *id)),
                           table_of(waivers_of(view, *id)), table_of(acknowledgements_of(view, *id)),
                           table_of(attendances_of(view, *id))}};
    });
}

Action define_application_edit(Options& options) {
    struct Words {
        ApplicationId id;
        ApplicationEdit edit;
    };
    auto words = std::make_shared<Words>();
    auto& edit = words->edit;
    options.the_id("APPLICATION", words->id, N_("number of the application")).completes = "application.undecided";
    options.text("--name", edit.name, "NAME", N_("name of the applicant"));
    options.text("--kana", edit.kana, "KANA", N_("reading of the name"));
    options.text("--profession", edit.profession, "PROFESSION", N_("profession, as in the code list")).completes = "profession";
    options.text("--mail", edit.mail, "ADDRESS", N_("mail address; a test mail is due again"));
    options.text("--phone", edit.phone, "NUMBER", N_("telephone"));
    options.choice("--ground", edit.ground, N_("why the applicant may use the network (art. 9)"));
    options.text("--ground-reason", edit.ground_reason, "TEXT", N_("written reason of ground 2 or 3"));
    options.text("--purpose", edit.purpose, "TEXT", N_("what the network is to be used for"));
    options.text("--note", edit.note, "TEXT", N_("remark"));
    return Write([words](Change& change) -> Output {
        const auto application = edit_application(change, Basis(change), words->id, words->edit);
        return {.tables = {table_of<Application>({application}, true)},
                .said = {message(N_("{} corrected; its state is {}"), words->id, application.state)},
                .numbers = {to_text(words->id)}};
    });
}

Action define_application_cancel(Options& options) {
    auto ids = std::make_shared<std::vector<ApplicationId>>();
    options.ids("APPLICATION", *ids, N_("number of the application")).completes = "application.undecided";
    return Write([ids](Change& change) {
        Output output;
        std::vector<Application> cancelled;
        for (const auto id : *ids) {
            const auto before = get_application(change, id).state;
            cancelled.push_back(cancel_application(change, id));
            output.said.push_back(message(N_("{} of {}: {} -> {}"), id, cancelled.back().name, before, cancelled.back().state));
            output.questions.push_back(message(N_("cancel {} of {}?"), id, cancelled.back().name));
            output.numbers.push_back(to_text(id));
        }
        output.tables = {table_of(cancelled)};
        return output;
    });
}

Action define_application_history(Options& options) {
    auto id = std::make_shared<ApplicationId>();
    options.the_id("APPLICATION", *id, N_("number of the application")).completes = "application";
    return Read([id](const View& view) -> Output {
        get_application(view, *id);
        return {.tables = {table_of(audit_lines(list_audit(
                    view, {.where = "subject=application and subject_id=" + std::to_string(id->value), .sort = "seq"})))}};
    });
}

Action define_application_attach(Options& options) {
    struct Words {
        ApplicationId id;
        std::string file, paper, bytes;
    };
    auto words = std::make_shared<Words>();
    options.the_id("APPLICATION", words->id, N_("number of the application")).completes = "application";
    auto& file = options.file("FILE", words->file, N_("scan to keep, at most 20 MB; - reads stdin"));
    file.positional = file.required = true;
    file.placeholder.clear();
    options.text("--paper", words->paper, "PAPER", N_("which paper it is")).completes = "paper";
    const auto read = [words] { words->bytes = read_file(words->file, most_attachment_bytes + 1); };
    const auto act = [words](Change& change) -> Output {
        const auto kept = attach(change, words->id, base_name(words->file), words->paper, words->bytes);
        return {.tables = {table_of<Attachment>({get_attachment(change, kept)}, true)},
                .said = {message(N_("{} kept with {} as {}"), base_name(words->file), words->id, kept)},
                .numbers = {to_text(kept)}};
    };
    return Write(act, read);
}

Action define_application_attachment(Options& options) {
    auto id = std::make_shared<AttachmentId>();
    options.the_id("ATTACHMENT", *id, N_("number of the attachment, from application show")).completes = "attachment";
    return Read([id](const View& view) -> Output { return {.text = get_attachment_body(view, *id)}; });
}

}  // namespace osaki::cli
