// The letter that tells an applicant what was decided, or which papers are missing (art. 8-2(1)).
#include "osaki/letters/office_letter.hpp"
#include "osaki/print/letter_text.hpp"

namespace osaki::letters {

namespace {

double draw_fact(Document& document, double y, const Line& fact) {
    constexpr double label_width = 30, padding = 2;
    const bool is_long = fact.label == "理由" || fact.label == "不足書類";
    const double most = is_long ? 36 : 8;  // so that the whole letter stands on one page
    const Box value{margin + label_width + 3, y + padding, text_width - label_width - 5, most};
    const double height = document.text(value, fact.text, {.size = 11}) + 2 * padding;
    document.text({margin + 2, y + padding, label_width - 4, height - 2 * padding}, fact.label,
                  {.size = 10.5, .face = Face::gothic, .in_middle = true});
    document.frame({margin, y, text_width, height});
    document.line(margin + label_width, y, margin + label_width, y + height);
    return y + height;
}

void draw_decision(Document& document, const LetterFile& file, const DecisionLetter& letter) {
    auto y = draw_head(document, file, {letter.office, letter.name + "　様"}) + 8;
    y = draw_title(document, y, title_of(letter), opening_of(file.sender, letter)) + 5;
    document.text({margin, y, text_width, 6}, "記", {.align = Align::centre});
    y += 9;
    for (const auto& fact : facts_of(letter)) y = draw_fact(document, y, fact);
    y += 5;
    y += document.text({margin, y, text_width, 16}, closing_of(letter), {}) + 4;
    document.text({margin, y, text_width, 6}, "以上", {.align = Align::right});
    document.text({margin, y + 9, text_width, 8}, contact_of(file.sender), {.size = 10, .face = Face::gothic});
    document.end_page();
}

}  // namespace

Secret draw_decisions(const LetterFile& file, std::span<const DecisionLetter> letters) {
    Document document("MCS 利用申込の通知", file.created);
    for (const auto& letter : letters) {
        document.begin_letter(letter.application);
        draw_decision(document, file, letter);
    }
    return document.finish();
}

}  // namespace osaki::letters
