// The words of the letters, in one place for paper and plain text. A letter goes to a person in Japan: always in Japanese,
// whatever the operator's language.
#pragma once

#include "osaki/print/letter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// Of the characters of a password (base/crypto.hpp), for who types it from paper.
inline constexpr std::string_view password_legend =
    "英大文字・英小文字・数字です。英字の I・O・l・o と数字の 0・1 は使っていません。「-」も入力してください。";

std::string title_of(const CredentialLetter& letter);
std::string opening_of(const Sender& sender, const CredentialLetter& letter);
// To be done in this order; with a receipt to send back or without.
std::vector<std::string> steps_of(const CredentialLetter& letter, bool has_receipt);
std::string receipt_of(const CredentialLetter& letter);

std::string title_of(const DecisionLetter& letter);
std::string opening_of(const Sender& sender, const DecisionLetter& letter);
struct Line {
    std::string label = {};
    std::string text = {};
};
std::vector<Line> facts_of(const DecisionLetter& letter);
std::string closing_of(const DecisionLetter& letter);

std::string title_of(const CertificateLetter& letter);
std::string statement_of(const Sender& sender, const CertificateLetter& letter);
std::vector<Line> facts_of(const CertificateLetter& letter);

// "電話 0229-00-0000" and the like: what of the sender is known, one line each; the office comes first.
std::vector<std::string> head_of(const Sender& sender);
std::string contact_of(const Sender& sender);

// Who reads a wrapped line sees where a number ends: 981-0000 of 9810000.
std::string postal_mark(std::string_view postal_code);

}  // namespace osaki
