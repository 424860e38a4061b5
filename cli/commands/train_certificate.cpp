// train certificate: the paper that says who attended (受講証), one page a person in one PDF.
#include "words.hpp"

#include "files.hpp"
#include "letter.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/attendance.hpp"

#include <memory>

namespace osaki::cli {

namespace {

// The certificate goes to a person in Japan: the first word of the list, whatever the operator's language.
template <Named E>
std::string japanese(E value) {
    const auto words = name_of(value).aliases;
    return std::string(words.substr(0, words.find('|')));
}

CertificateLetter certificate_for(const View& view, const Training& training, const Person& person) {
    const auto attendance = find_attendance(view, training.training_id, person);
    if (!attendance || !counts(attendance->result))
        fail(Code::conflict, N_("{} did not attend {}; osaki-mcs train show {}"), person, training.training_id,
             training.training_id);
    CertificateLetter letter{.number = to_text(training.training_id) + " / " + to_text(person),
                             .name = printable(attendance->name),
                             .office = printable(attendance->office),
                             .topic = printable(training.topic),
                             .kind = japanese(training.kind),
                             .method = japanese(training.method),
                             .held_on = training.held_on,
                             .place = printable(training.place),
                             .instructor = printable(training.instructor),
                             .is_passed = attendance->result == Attended::passed};
    for (const auto& document : documents_of(view, training.training_id))
        letter.documents.push_back(printable(document.title + (document.version.empty() ? "" : "　" + document.version)));
    return letter;
}

struct Words {
    TrainingId id;
    std::vector<std::string> numbers;
    std::string letter;
};

Delivery certificates(const View& view, const Words& words) {
    if (words.letter != "-") {
        if (!is_pdf_name(words.letter)) fail(Code::usage, N_("a certificate is a PDF; name it like certificate.pdf"));
        require_new_file(words.letter);
    }
    const auto training = get_training(view, words.id);
    std::vector<CertificateLetter> letters;
    Output output;
    for (const auto& number : words.numbers) {
        auto person = person_of(view, number);
        if (person.user) person.user = standing_number(view, *person.user);
        letters.push_back(certificate_for(view, training, person));
        output.said.push_back(
            message(N_("certificate of {} {}: {} on {}"), person, letters.back().name, training.topic, training.held_on));
        output.numbers.push_back(to_text(person));
    }
    const auto pdf = std::make_shared<const Secret>(certificate_pdf(letter_file(view, get_profile(view)), letters));
    return {.pending = std::move(output),
            .effect =
                [pdf, file = words.letter](const Surface& surface) {
                    if (file == "-") surface.write(pdf->reveal());
                    else write_new_file(file, pdf->reveal());
                },
            .takes_stdout = words.letter == "-",
            .file = words.letter,
            .broken = message(N_("the certificates could not be written; nothing was changed"))};
}

}  // namespace

Action define_train_certificate(Options& options) {
    auto words = std::make_shared<Words>();
    options.the_id("TRAINING", words->id, N_("number of the training")).completes = "training";
    options
        .texts("NUMBER", words->numbers,
               N_("who attended: users (U000001) and applications (A2026-0001); - reads numbers from stdin"))
        .completes = "person";
    options.file("--letter", words->letter, N_("write the certificates into this new PDF; - into a pipe")).required = true;
    return Deliver([words](Change& change) -> Delivery { return certificates(change, *words); });
}

}  // namespace osaki::cli
