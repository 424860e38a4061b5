// The letter with an ID and its first password: a page with its receipt, two pages for two envelopes, or slips to cut apart.
#include "osaki/letters/office_letter.hpp"
#include "osaki/print/letter_text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace osaki::letters {

namespace {

enum class Part { both, login, password };

constexpr double label_width = 34;

void draw_row(Document& document, const Box& row, std::string_view label, std::string_view value, const Style& style) {
    document.frame(row);
    document.line(row.x + label_width, row.y, row.x + label_width, row.y + row.height);
    document.text({row.x + 2, row.y + 1, label_width - 4, row.height - 2}, label,
                  {.size = 10.5, .face = Face::gothic, .in_middle = true, .on_one_line = true});
    document.text({row.x + label_width + 3, row.y + 1, row.width - label_width - 5, row.height - 2}, value, style);
}

constexpr Style value_style{.size = 13, .face = Face::gothic, .in_middle = true, .on_one_line = true};
constexpr Style login_style{.size = 15, .face = Face::mono, .in_middle = true, .on_one_line = true};
constexpr Style password_style{.size = 22, .face = Face::mono, .bold = true, .in_middle = true, .on_one_line = true};

struct Printed {
    std::string words;
    Style style;
    double height;  // of the row it needs
};

// A login that is too long for a line goes on before an @ or a dot: nobody may take a hyphen at the end of a line for a break.
Printed printed_login(Document& document, const Box& row, const std::string& login, Style style) {
    constexpr double line_height = 4.6;
    style.smallest = 8;
    if (document.is_one_line(row.width, login, style)) return {login, style, row.height};
    std::string words, line;
    double height = 2 * line_height;
    for (std::size_t at = 0; at < login.size();) {
        const auto end = std::min(login.find_first_of("@.", at + 1), login.size());
        const auto piece = login.substr(at, end - at);
        if (!line.empty() && !document.is_one_line(row.width, line + piece, style)) {
            words += std::exchange(line, {}) + "\n";
            height += line_height;
        }
        line += piece;
        at = end;
    }
    return {words + line + "\n（改行せず、続けて入力）",
            {.size = style.smallest, .face = style.face, .in_middle = true},
            std::max(row.height, height)};
}

// The boxed table; returns its foot.
double draw_table(Document& document, double y, const CredentialLetter& letter, Part part) {
    const auto row = [&](double height, std::string_view label, std::string_view value, const Style& style) {
        draw_row(document, {margin, y, text_width, height}, label, value, style);
        y += height;
    };
    row(9, "利用者番号", letter.user, value_style);
    if (part != Part::password) {
        const auto login = printed_login(document, {margin, y, text_width - label_width - 5, 12}, letter.login, login_style);
        row(login.height, "ログインID", login.words, login.style);
    }
    if (part != Part::login) {
        row(15, "初期パスワード", letter.password.reveal(), password_style);
        row(9, "使われる文字", password_legend, {.size = 8.5, .face = Face::gothic, .in_middle = true});
        row(9, "有効期限", to_wareki(letter.expires_on) + "まで", value_style);
    }
    return y;
}

void draw_steps(Document& document, const Box& box, const std::vector<std::string>& steps, double size) {
    const double step_height = box.height / static_cast<double>(steps.size());
    const double indent = size * 0.6;
    double y = box.y;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        document.text({box.x, y, indent, step_height}, std::to_string(i + 1) + ".", {.size = size});
        y += document.text({box.x + indent, y, box.width - indent, step_height - 0.6}, steps[i], {.size = size}) + 0.6;
    }
}

// First steps at the left, the login address as a QR code at the right.
void draw_first_steps(Document& document, double y, const CredentialLetter& letter, bool has_receipt) {
    constexpr double qr_size = 32, foot = 213;
    document.text({margin, y, 100, 7}, "はじめにすること", {.size = 11, .face = Face::gothic});
    draw_steps(document, {margin, y + 7, text_width - qr_size - 4, foot - y - 7}, steps_of(letter, has_receipt), 10);
    const double x = page_width - margin - qr_size;
    const double qr_y = std::min(y, foot - qr_size - 8);
    document.qr({x, qr_y, qr_size, qr_size}, letter.login_url);
    document.text({x, qr_y + qr_size, qr_size, 8}, letter.login_url,
                  {.size = 7.5, .face = Face::gothic, .align = Align::centre, .on_one_line = true});
}

void draw_cut_mark(Document& document, double y) {
    constexpr double word_width = 24;
    const double middle = page_width / 2;
    document.cut_line(6, y, middle - word_width / 2, y);
    document.cut_line(middle + word_width / 2, y, page_width - 6, y);
    document.text({middle - word_width / 2, y - 2, word_width, 4}, "切り取り線",
                  {.size = 8, .face = Face::gothic, .align = Align::centre, .in_middle = true});
}

// What the holder signs and sends back; recorded with --confirm-receipt.
void draw_receipt(Document& document, const Sender& sender, const CredentialLetter& letter) {
    constexpr double top = 226, row_height = 9;
    draw_cut_mark(document, top);
    document.text({margin, top + 4, text_width, 8}, "受　領　書", {.size = 14, .face = Face::gothic, .align = Align::centre});
    document.text({margin, top + 13, text_width, 6}, sender.network + "　" + sender.office + "　御中", {.size = 10});
    document.text({margin, top + 19, text_width, 6}, receipt_of(letter), {.size = 10});
    const double half = text_width / 2, y = top + 26;
    draw_row(document, {margin, y, half, row_height}, "利用者番号", letter.user, {.size = 11, .in_middle = true});
    draw_row(document, {margin + half, y, half, row_height}, "氏名", letter.name,
             {.size = 11, .in_middle = true, .on_one_line = true});
    draw_row(document, {margin, y + row_height, text_width, row_height}, "ログインID", letter.login,
             {.size = 11, .face = Face::mono, .in_middle = true, .on_one_line = true});
    draw_row(document, {margin, y + 2 * row_height, half, row_height + 3}, "受領日", "　　　年　　月　　日",
             {.size = 11, .in_middle = true});
    draw_row(document, {margin + half, y + 2 * row_height, half, row_height + 3}, "署名", "", {});
    const auto place = postal_mark(sender.postal_code) + "　" + sender.address;
    document.text({margin, y + 3 * row_height + 5, text_width, 8}, "返送先　" + place + "　" + sender.office, {.size = 9});
}

std::string addressed(const std::string& name) {
    return name + "　様";
}

void draw_page(Document& document, const LetterFile& file, const CredentialLetter& letter, Part part) {
    const auto to = part == Part::password ? Addressee{letter.office, "利用者番号 " + letter.user + " の方"}
                                           : Addressee{letter.office, addressed(letter.name)};
    auto y = draw_head(document, file, to) + 6;
    y = draw_title(document, y, title_of(letter), opening_of(file.sender, letter)) + 4;
    y = draw_table(document, y, letter, part) + 5;
    if (part == Part::login) y += 7 + document.text({margin, y, text_width, 8}, "初期パスワードは、別の封書でお届けします。", {});
    if (part == Part::password) y += 7 + document.text({margin, y, text_width, 8}, "ログインIDは、別の封書でお届けします。", {});
    const bool has_receipt = part != Part::password;
    draw_first_steps(document, y, letter, has_receipt);
    document.text({margin, 215, text_width, 8}, contact_of(file.sender), {.size = 10, .face = Face::gothic});
    if (has_receipt) draw_receipt(document, file.sender, letter);
    document.end_page();
}

struct Field {
    std::string_view label;
    std::string_view value;
    double height;
    Style style;
};

// What the holder types, each above a line.
double draw_fields(Document& document, const Box& box, const CredentialLetter& letter, double scale) {
    const auto expires = to_wareki(letter.expires_on) + "まで";
    const double label = 25 * scale;
    const auto login = printed_login(document, {box.x, box.y, box.width - label, 10 * scale}, letter.login,
                                     {.size = 12 * scale, .face = Face::mono, .on_one_line = true});
    const Field fields[] = {{"ログインID", login.words, login.height, login.style},
                            {"初期パスワード",
                             letter.password.reveal(),
                             10 * scale,
                             {.size = 16 * scale, .face = Face::mono, .bold = true, .on_one_line = true}},
                            {"有効期限", expires, 7 * scale, {.size = 11 * scale, .face = Face::gothic, .on_one_line = true}}};
    double y = box.y;
    for (const auto& field : fields) {
        document.text({box.x, y, label, field.height}, field.label,
                      {.size = 9 * scale, .face = Face::gothic, .in_middle = true, .on_one_line = true});
        auto style = field.style;
        style.in_middle = true;
        document.text({box.x + label, y, box.width - label, field.height}, field.value, style);
        y += field.height;
        document.line(box.x, y, box.x + box.width, y);
        y += 1;
    }
    return y;
}

// One slip to be cut out, larger where two fill a page.
void draw_slip(Document& document, const Box& slip, const LetterFile& file, const CredentialLetter& letter) {
    constexpr double edge = 9;
    const double scale = slip.width > page_width / 2 ? 1.35 : 1, qr_size = 27 * scale;
    const Box inner{slip.x + edge, slip.y + edge, slip.width - 2 * edge, slip.height - 2 * edge};
    double y = inner.y;
    const auto put = [&](double height, std::string_view words, Style style) {
        style.size *= scale;
        y += document.text({inner.x, y, inner.width, height * scale}, words, style) + 1.5;
    };
    put(5, file.sender.network, {.size = 8, .on_one_line = true});
    put(7, title_of(letter), {.size = 11.5, .face = Face::gothic, .on_one_line = true});
    put(9, letter.office, {.size = 9.5});
    put(9, addressed(letter.name) + "（" + letter.user + "）", {.size = 13, .on_one_line = true});
    y = draw_fields(document, {inner.x, y, inner.width, 0}, letter, scale) + 1;
    put(8, password_legend, {.size = 7.5, .face = Face::gothic});
    const double foot = inner.y + inner.height - 9, qr_x = inner.x + inner.width - qr_size;
    draw_steps(document, {inner.x, y, inner.width - qr_size - 2, foot - y - 4}, steps_of(letter, false), 8.5 * scale);
    document.qr({qr_x, y, qr_size, qr_size}, letter.login_url);
    document.text({inner.x, foot, inner.width, 9}, contact_of(file.sender), {.size = 8 * scale, .face = Face::gothic});
}

void draw_slips(Document& document, const LetterFile& file, std::span<const CredentialLetter> letters) {
    const std::size_t columns = file.form == LetterForm::four_slips ? 2 : 1, a_page = 2 * columns;
    const double width = page_width / static_cast<double>(columns), height = page_height / 2;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto place = i % a_page;
        const double x = width * static_cast<double>(place % columns), y = height * static_cast<double>(place / columns);
        document.begin_letter(letters[i].user + " " + letters[i].name);
        draw_slip(document, {x, y, width, height}, file, letters[i]);
        if (place == 0) {
            document.cut_line(0, height, page_width, height);
            if (columns == 2) document.cut_line(width, 0, width, page_height);
        }
        if (place + 1 == a_page || i + 1 == letters.size()) document.end_page();
    }
}

}  // namespace

Secret draw_credentials(const LetterFile& file, std::span<const CredentialLetter> letters) {
    Document document("MCS ログインID・初期パスワード", file.created);
    if (file.form == LetterForm::two_slips || file.form == LetterForm::four_slips) {
        draw_slips(document, file, letters);
        return document.finish();
    }
    for (const auto& letter : letters) {
        document.begin_letter(letter.user + " " + letter.name);
        if (file.form == LetterForm::split) draw_page(document, file, letter, Part::login);
        draw_page(document, file, letter, file.form == LetterForm::split ? Part::password : Part::both);
    }
    return document.finish();
}

}  // namespace osaki::letters
