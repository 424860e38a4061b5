// What `export all` writes of a register in memory, and the register that is made again from it.
#pragma once

#include "osaki/exchange/export_all.hpp"
#include "osaki/exchange/restore.hpp"
#include "support/register.hpp"
#include "support/temporary_directory.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace osaki::test {

inline std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void write(const std::string& path, std::string_view content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

inline std::string exported(Register& reg, const TemporaryDirectory& directory, const ExportOptions& options) {
    const auto path = directory / "copy";
    std::filesystem::remove_all(path);
    const auto view = reg.view();
    DraftDirectory draft(path);
    export_all(view, options, "1.2.3", draft);
    REQUIRE(draft.publish() == 0);
    return path;
}

struct Again {
    Store store;
    RestoredRegister restored;
    Timestamp now;
    View view() { return store.view(now); }
};

inline Again made_again(const std::string& path, Timestamp now, const std::string& login = "jimukyoku") {
    RestoredRegister restored;
    auto store = Store::create(":memory:", {}, [&](Store& empty) {
        const auto from = open_exported(path);
        auto change = empty.change({login, 1000, "db init --from", origin_of(from), now});
        restored = restore_register(change, from);
        change.commit();
    });
    return {std::move(store), restored, now};
}

}  // namespace osaki::test
