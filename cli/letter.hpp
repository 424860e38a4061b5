// The letter that brings an ID and its first password to its holder: plain text, one page each.
#pragma once

#include "osaki/base/crypto.hpp"
#include "osaki/domain/credential.hpp"
#include "osaki/domain/profile.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki::cli {

struct Letter {
    std::string before;  // network, name, login
    Secret password;
    std::string after;  // expiry, first steps, receipt slip
};
// Makes the password; it lives in the letter alone.
Letter letter_for(const View& view, const Profile& profile, const Credential& credential);
// A new file, 0600, with a form feed between letters. Code::file when it exists or cannot be written.
void write_letters(const std::string& file, const std::vector<Letter>& letters);
// What write_letters writes.
Secret file_of(const std::vector<Letter>& letters);
// Each piece by itself, so that no buffer ever holds the password.
void show_letters(const std::function<void(std::string_view)>& write, const std::vector<Letter>& letters);

}  // namespace osaki::cli
