// completion: the adaptor that a shell loads; what may follow on a line the program tells it itself.
#include "command.hpp"
#include "options.hpp"
#include "osaki/base/embedded.hpp"

#include <array>
#include <memory>

namespace osaki {
extern const Embedded completion_scripts[];
}  // namespace osaki

namespace osaki::cli {

namespace {

// In the order in which the build embeds their scripts.
enum class Shell { bash, zsh, fish };
constexpr std::array<Name<Shell>, 3> names_of(Shell) {
    return {{{Shell::bash, "bash", "bash"}, {Shell::zsh, "zsh", "zsh"}, {Shell::fish, "fish", "fish"}}};
}

}  // namespace

Action define_completion(Options& options) {
    auto shell = std::make_shared<Shell>();
    auto& word = options.choice("SHELL", *shell, N_("bash, zsh or fish"));
    word.positional = word.required = true;
    word.placeholder.clear();
    return Plain{[shell] { return Output{.text = std::string(completion_scripts[static_cast<std::size_t>(*shell)].text)}; }};
}

}  // namespace osaki::cli
