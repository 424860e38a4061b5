#include "letter.hpp"

#include "files.hpp"
#include "osaki/base/text.hpp"
#include "osaki/domain/office.hpp"
#include "osaki/domain/user.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace osaki::cli {

// The letter goes to its holder in Japan: always in Japanese, whatever the operator's language.
Letter letter_for(const View& view, const Profile& profile, const Credential& credential) {
    const auto user = get_user(view, credential.user_id);
    const auto secretariat = get_office(view, secretariat_of(view));
    auto before = fmt::format(
        "{}\nMCS ログインID・初期パスワードのお知らせ\n\n"
        "{}　様（{}）\n{}\n\n"
        "発行日　　　　　{}\nログインID　　　{}\n初期パスワード　",
        printable(profile.network), printable(user.name), to_text(user.user_id), printable(user.offices),
        to_wareki(credential.issued_on), printable(credential.login));
    auto after = fmt::format(
        "\n有効期限　　　　{}まで\n\n"
        "1. {} を開き、上のIDと初期パスワードでログインしてください。\n"
        "2. 最初のログインで必ずパスワードを変更してください。初期パスワードは再表示できません。\n"
        "3. 心当たりのない場合や期限が過ぎた場合は、下記までご連絡ください。\n\n"
        "{}　{}\n{}\n\n"
        "- - - - - - - - - - - - - - - - 受領書 - - - - - - - - - - - - - - - -\n"
        "{}（{}）のログインIDを受け取りました。\n\n"
        "　　　　年　　月　　日　　　署名\n",
        to_wareki(credential.expires_on), printable(profile.login_url), printable(profile.network_operator),
        printable(secretariat.name), printable(secretariat.phone), printable(user.name), to_text(user.user_id));
    return {std::move(before), new_password(), std::move(after)};
}

Secret file_of(const std::vector<Letter>& letters) {
    std::size_t size = 0;
    for (const auto& letter : letters) size += letter.before.size() + letter.password.reveal().size() + letter.after.size() + 1;
    Secret all(size);
    auto* at = all.bytes().data();
    const auto put = [&](std::string_view text) { at = std::copy(text.begin(), text.end(), at); };
    for (const auto& letter : letters) {
        put(letter.before);
        put(letter.password.reveal());
        put(letter.after);
        put("\f");
    }
    return all;
}

void write_letters(const std::string& file, const std::vector<Letter>& letters) {
    write_new_file(file, file_of(letters).reveal());
}

void show_letters(const std::function<void(std::string_view)>& write, const std::vector<Letter>& letters) {
    for (const auto& letter : letters) {
        write(letter.before);
        write(letter.password.reveal());
        write(letter.after);
    }
}

}  // namespace osaki::cli
