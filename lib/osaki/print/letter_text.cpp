#include "osaki/print/letter_text.hpp"

#include "osaki/base/error.hpp"

#include <fmt/format.h>

namespace osaki {

std::string title_of(const CredentialLetter& letter) {
    return letter.is_reissue ? "MCS 初期パスワード再発行のお知らせ" : "MCS ログインID・初期パスワードのお知らせ";
}

std::string opening_of(const Sender& sender, const CredentialLetter& letter) {
    return fmt::format(
        "　日頃より{}の運営にご協力いただき、ありがとうございます。\n　{}を下記のとおり発行しましたので、お知らせします。",
        sender.network, letter.is_reissue ? "新しい初期パスワード" : "ログインIDと初期パスワード");
}

std::vector<std::string> steps_of(const CredentialLetter& letter, bool has_receipt) {
    std::vector<std::string> steps{
        fmt::format("{} を開き、ログインIDと初期パスワードでログインしてください。", letter.login_url),
        "最初のログインで必ずパスワードを変更してください。初期パスワードは再表示できません。",
    };
    if (has_receipt) steps.push_back("下の受領書に署名し、切り取って事務局へお返しください。");
    steps.push_back("IDとパスワードはご本人だけのものです。貸し借りや共用はしないでください。");
    steps.push_back("心当たりのない場合や期限が過ぎた場合は、事務局へご連絡ください。");
    return steps;
}

std::string receipt_of(const CredentialLetter& letter) {
    return letter.is_reissue ? "MCSの新しい初期パスワードを受け取りました。"
                             : "MCSのログインIDと初期パスワードを受け取りました。";
}

std::string title_of(const DecisionLetter& letter) {
    switch (letter.verdict) {
        case Verdict::approved:
            return "MCS 利用申込 承認通知書";
        case Verdict::rejected:
            return "MCS 利用申込 不承認通知書";
        case Verdict::returned:
            return "MCS 利用申込書類の補正のお願い";
    }
    return {};
}

std::string opening_of(const Sender& sender, const DecisionLetter& letter) {
    const auto received = fmt::format("　{}に受け付けた{}の利用申込について、", to_wareki(letter.received_on), sender.network);
    switch (letter.verdict) {
        case Verdict::approved:
            return received + "下記のとおり承認しましたので、通知します。";
        case Verdict::rejected:
            return received + "審査の結果、下記のとおり承認しないこととしましたので、通知します。";
        case Verdict::returned:
            return received +
                   "下記の書類が整っていないため、審査に進むことができません。お手数ですが、書類を整えてご提出ください。";
    }
    return {};
}

std::vector<Line> facts_of(const DecisionLetter& letter) {
    std::vector<Line> facts{{"申込番号", letter.application}, {"申込者", letter.name}};
    const auto add = [&facts](const char* label, std::string text) {
        if (!text.empty()) facts.push_back({label, std::move(text)});
    };
    add("事業所", letter.office);
    if (letter.verdict == Verdict::returned) {
        std::string missing;
        for (const auto& paper : letter.missing) missing += (missing.empty() ? "・" : "\n・") + paper;
        add("不足書類", missing);
        add("提出期限", letter.due_on ? to_wareki(*letter.due_on) : "");
    } else {
        add("決定", letter.verdict == Verdict::approved ? "承認" : "不承認");
        add("決定日", letter.decided_on ? to_wareki(*letter.decided_on) : "");
        add("決定者", letter.decided_by);
    }
    // of an approval it says why a gate was waived: for the register, not for the applicant
    if (letter.verdict != Verdict::approved) add("理由", letter.reason);
    return facts;
}

std::string closing_of(const DecisionLetter& letter) {
    switch (letter.verdict) {
        case Verdict::approved:
            return letter.id_follows ? "　ログインIDと初期パスワードは、別にお渡しします。" : "";
        case Verdict::rejected:
            return "　この決定についてのお問い合わせは、下記の事務局へ、申込番号を添えてお願いします。"
                   "事情が変わったときは、あらためて申し込むことができます。";
        case Verdict::returned:
            return "　ご不明の点は、下記の事務局へ、申込番号を添えてお問い合わせください。";
    }
    return {};
}

std::string title_of(const CertificateLetter& letter) {
    return letter.is_passed ? "修　了　証" : "受　講　証";
}

std::string statement_of(const Sender& sender, const CertificateLetter& letter) {
    return fmt::format("　あなたは、{}が行った下記の研修を{}したことを証します。", sender.network,
                       letter.is_passed ? "修了" : "受講");
}

std::vector<Line> facts_of(const CertificateLetter& letter) {
    std::vector<Line> facts{{"研修", letter.topic}, {"種別", letter.kind}, {"実施日", to_wareki(letter.held_on)}};
    const auto add = [&facts](const char* label, std::string text) {
        if (!text.empty()) facts.push_back({label, std::move(text)});
    };
    add("方法", letter.method);
    add("会場", letter.place);
    add("講師", letter.instructor);
    std::string documents;
    for (const auto& document : letter.documents) documents += (documents.empty() ? "" : "\n") + document;
    add("対象の規程", documents);
    return facts;
}

std::string postal_mark(std::string_view postal_code) {
    if (postal_code.size() == 7 && postal_code.find_first_not_of("0123456789") == std::string_view::npos)
        return fmt::format("〒{}-{}", postal_code.substr(0, 3), postal_code.substr(3));
    return postal_code.empty() ? "" : fmt::format("〒{}", postal_code);
}

std::vector<std::string> head_of(const Sender& sender) {
    std::vector<std::string> lines{sender.network};
    const auto add = [&lines](const char* label, const std::string& text) {
        if (!text.empty()) lines.push_back(label + text);
    };
    add("", sender.network_operator);
    add("事務局　", sender.office);
    const auto place = postal_mark(sender.postal_code);
    add("", place.empty() || sender.address.empty() ? place + sender.address : place + "　" + sender.address);
    add("電話　", sender.phone);
    add("FAX　", sender.fax);
    add("", sender.mail);
    return lines;
}

std::string contact_of(const Sender& sender) {
    std::string text = "お問い合わせ　" + sender.office;
    if (!sender.phone.empty()) text += "　電話 " + sender.phone;
    if (!sender.mail.empty()) text += "　" + sender.mail;
    return text;
}

}  // namespace osaki
