// The letter that tells an applicant what was decided, or which papers are missing (art. 8-2(1)).
#include "osaki/letters/office_letter.hpp"
#include "osaki/print/letter_text.hpp"

namespace osaki::letters {

namespace {

constexpr double padding = 2, label_width = 30, foot = page_height - 20;
constexpr double fact_width = text_width - label_width - 5;
constexpr double closing_height = 48;  // what stands below the facts, and two short facts

bool is_long(const Line& fact) {
    return fact.label == "理由" || fact.label == "不足書類";
}

double draw_fact(Document& document, double y, const Line& fact, double most) {
    const Box value{margin + label_width + 3, y + padding, fact_width, most};
    const double height = document.text(value, fact.text, {.size = 11, .smallest = is_long(fact) ? 9.0 : 1}) + 2 * padding;
    document.text({margin + 2, y + padding, label_width - 4, height - 2 * padding}, fact.label,
                  {.size = 10.5, .face = Face::gothic, .in_middle = true});
    document.frame({margin, y, text_width, height});
    document.line(margin + label_width, y, margin + label_width, y + height);
    return y + height;
}

double begin_next_page(Document& document, const DecisionLetter& letter) {
    constexpr double top = 20;
    document.end_page();
    document.text({margin, top, text_width, 6}, letter.application + "　" + letter.name + "　様　（続き）",
                  {.on_one_line = true});
    return top + 10;
}

// A long one takes the free space of the page and goes on over the next rather than become too small to read.
double draw_long_fact(Document& document, double y, Line fact, const DecisionLetter& letter) {
    constexpr Style smallest{.size = 9, .smallest = 9};
    const auto held = [&](double height) { return document.held({0, 0, fact_width, height}, fact.text, smallest); };
    while (held(foot - closing_height - y) < fact.text.size()) {
        const auto size = held(foot - y);
        if (size > 0) draw_fact(document, y, {fact.label, fact.text.substr(0, size)}, foot - y);
        fact.text.erase(0, size);
        y = begin_next_page(document, letter);
        if (fact.text.empty()) return y;
    }
    return draw_fact(document, y, fact, foot - closing_height - y);
}

void draw_decision(Document& document, const LetterFile& file, const DecisionLetter& letter) {
    auto y = draw_head(document, file, {letter.office, letter.name + "　様"}) + 8;
    y = draw_title(document, y, title_of(letter), opening_of(file.sender, letter)) + 5;
    document.text({margin, y, text_width, 6}, "記", {.align = Align::centre});
    y += 9;
    for (const auto& fact : facts_of(letter))
        y = is_long(fact) ? draw_long_fact(document, y, fact, letter) : draw_fact(document, y, fact, 8);
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
        document.begin_letter(letter.application + " " + letter.name);
        draw_decision(document, file, letter);
    }
    return document.finish();
}

}  // namespace osaki::letters
