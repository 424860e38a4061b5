// What stands in the letters, gathered from the register, and the letters as plain text or PDF.
#pragma once

#include "osaki/domain/credential.hpp"
#include "osaki/domain/profile.hpp"
#include "osaki/print/letter.hpp"

#include <span>
#include <string>

namespace osaki::cli {

// The secretariat as sender, and today.
LetterFile letter_file(const View& view, const Profile& profile);
// One warning when the head of a letter lacks what a holder needs to ask.
std::vector<Message> head_faults(const View& view);
// Makes the password; it lives in the letter alone.
CredentialLetter letter_for(const View& view, const Profile& profile, const Credential& credential);
// Code::conflict while nothing is decided that could be told.
DecisionLetter decision_letter(const View& view, const Application& application);

bool is_pdf_name(const std::string& file);  // ends in .pdf
// The letters as plain text, a form feed between them.
Secret text_of(const Sender& sender, std::span<const CredentialLetter> letters);

}  // namespace osaki::cli
