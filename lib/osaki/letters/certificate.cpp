// The certificate of a training (受講証, 修了証), one a page (art. 8-2(2)); a table that is too long for it goes on over the
// next.
#include "osaki/letters/office_letter.hpp"
#include "osaki/print/letter_text.hpp"

namespace osaki::letters {

namespace {

constexpr double label_width = 32, padding = 2.5, value_width = text_width - label_width - 5;
constexpr double border = 12, issuer_y = 236, table_foot = issuer_y - 6;

double height_of(Document& document, const Line& fact, double size) {
    return document.height_of(value_width, fact.text, {.size = size}) + 2 * padding;
}

// The largest at which the whole table stands above the issuer, as long as it can be read.
double size_for(Document& document, const std::vector<Line>& facts, double room) {
    constexpr double largest = 12, smallest = 8, step = 0.5;
    for (double size = largest; size > smallest; size -= step) {
        double height = 0;
        for (const auto& fact : facts) height += height_of(document, fact, size);
        if (height <= room) return size;
    }
    return smallest;
}

double draw_fact(Document& document, double y, const Line& fact, double size) {
    const Box value{margin + label_width + 3, y + padding, value_width, page_height - margin - padding - y};
    const double height = document.text(value, fact.text, {.size = size}) + 2 * padding;
    document.text({margin + 2, y + padding, label_width - 4, height - 2 * padding}, fact.label,
                  {.size = 10.5, .face = Face::gothic, .in_middle = true, .on_one_line = true});
    document.frame({margin, y, text_width, height});
    document.line(margin + label_width, y, margin + label_width, y + height);
    return y + height;
}

// Who says so, at the foot.
void draw_issuer(Document& document, double y, const LetterFile& file) {
    constexpr double x = 85, width = page_width - margin - x, line_height = 8;
    document.text({margin, y, text_width, line_height}, to_wareki(file.written_on), {.size = 12});
    y += 12;
    for (const auto* line : {&file.sender.network, &file.sender.network_operator, &file.sender.office})
        if (!line->empty())
            y += document.text({x, y, width, line_height}, *line, {.size = 12, .align = Align::right, .on_one_line = true}) + 2;
}

void begin_page(Document& document, const CertificateLetter& letter) {
    document.frame({border, border, page_width - 2 * border, page_height - 2 * border});
    document.text({margin, 20, text_width, 6}, letter.number, {.size = 9, .align = Align::right});
}

void draw_certificate(Document& document, const LetterFile& file, const CertificateLetter& letter) {
    begin_page(document, letter);
    document.text({margin, 36, text_width, 16}, title_of(letter), {.size = 28, .align = Align::centre, .bold = true});
    double y = 64;
    if (!letter.office.empty())
        y += document.text({margin, y, text_width, 16}, letter.office, {.size = 12, .align = Align::centre}) + 3;
    y += document.text({margin, y, text_width, 14}, letter.name + "　様",
                       {.size = 22, .align = Align::centre, .on_one_line = true});
    y += 12;
    y += document.text({margin, y, text_width, 20}, statement_of(file.sender, letter), {.size = 13}) + 8;
    const auto facts = facts_of(letter);
    const auto size = size_for(document, facts, table_foot - y);
    auto fact = facts.begin();
    for (; fact != facts.end() && y + height_of(document, *fact, size) <= table_foot; ++fact)
        y = draw_fact(document, y, *fact, size);
    draw_issuer(document, issuer_y, file);
    document.end_page();
    if (fact == facts.end()) return;
    begin_page(document, letter);
    y = 30;
    document.text({margin, y, text_width, 8}, letter.name + "　様　（続き）", {.on_one_line = true});
    y += 10;
    for (; fact != facts.end(); ++fact) y = draw_fact(document, y, *fact, size);
    document.end_page();
}

}  // namespace

Secret draw_certificates(const LetterFile& file, std::span<const CertificateLetter> letters) {
    Document document("MCS 研修の受講証", file.created);
    for (const auto& letter : letters) {
        document.begin_letter(letter.number + " " + letter.name);
        draw_certificate(document, file, letter);
    }
    return document.finish();
}

}  // namespace osaki::letters
