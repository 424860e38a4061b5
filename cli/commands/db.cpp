// db: the register's file: made, looked at, brought to the newest version.
#include "words.hpp"

#include "files.hpp"
#include "osaki/domain/founding.hpp"
#include "osaki/exchange/restore.hpp"
#include "records.hpp"
#include "settings.hpp"

#include <memory>

namespace osaki::cli {

namespace {

constexpr std::size_t most_profile_bytes = 1'048'576;

Output status_of(const Store& store, Message said) {
    return {.tables = {table_of<DatabaseStatus>({{store.path(), store.version(), Store::newest_version()}}, true)},
            .said = {std::move(said)}};
}

// run.cpp checks rights on registers of the newest version; an older one is asked here.
void require_manager(Store& store, const Actor& actor) {
    const auto view = store.view(actor.now);
    const auto op = find_operator(view, actor.login);
    if (!op || !may(roles_of(*op), Right::manage))
        fail(Code::no_right, N_("operator {} may not migrate; an admin does it"), actor.login);
}

Output found(const std::string& profile, const std::string& path, const OpenOptions& open, const Actor& actor) {
    const auto toml = profile.empty() ? std::string(osaki_profile()) : read_file(profile, most_profile_bytes);
    const auto store = Store::create(path, open, [&](Store& empty) {
        auto change = empty.change(actor);
        found_register(change, toml, profile.empty() ? "osaki.toml" : base_name(profile));
        change.commit();
    });
    return status_of(
        store, message(N_("register {} made; {} holds all roles; next: osaki-mcs directory import FILE"), path, actor.login));
}

// The first operation says which register it was.
Actor with_origin(Actor actor, const ExportedDirectory& from) {
    actor.reason += (actor.reason.empty() ? "" : "; ") + origin_of(from);
    return actor;
}

Output make_again(const std::string& directory, const RestoreProgress& progress, const std::string& path, const OpenOptions& open,
                  const Actor& actor) {
    RestoredRegister restored;
    const auto store = Store::create(path, open, [&](Store& empty) {
        const auto from = open_exported(directory);
        auto change = empty.change(with_origin(actor, from));
        restored = restore_register(change, from, progress);
        change.commit();
    });
    auto output =
        status_of(store, message(N_("register {} made again from {}; records: {}, kept files: {}; next: osaki-mcs doctor"), path,
                                 directory, restored.records, restored.files));
    if (restored.is_operator_added)
        output.said.push_back(message(N_("{} was no operator in office there and holds all roles here"), actor.login));
    return output;
}

}  // namespace

Action define_db_init(Options& options) {
    const auto profile = std::make_shared<std::string>();
    const auto from = std::make_shared<std::string>();
    options.file("--profile", *profile, N_("network profile of another region; osaki when not said"));
    options.file("--from", *from, N_("what export all wrote: that register again, its numbers and history included"))
        .placeholder = "DIRECTORY";
    return OnFile([=, settings = options.settings()](const std::string& path, const OpenOptions& open, const Actor& actor) {
        if (from->empty()) return found(*profile, path, open, actor);
        if (!profile->empty()) fail(Code::usage, N_("--from brings the profile of its register; leave out --profile"));
        return make_again(*from, settings->progress, path, open, actor);
    });
}

Action define_db_status(Options&) {
    return OnFile([](const std::string& path, const OpenOptions& open, const Actor&) {
        const auto store = Store::open_any_version(path, open);
        if (store.version() == Store::newest_version())
            return status_of(store, message(N_("{} has version {}, the newest"), path, store.version()));
        return status_of(store, message(N_("{} has version {}, the newest is {}; osaki-mcs db migrate"), path, store.version(),
                                        Store::newest_version()));
    });
}

Action define_db_migrate(Options&) {
    return OnFile([](const std::string& path, const OpenOptions& open, const Actor& actor) {
        auto store = Store::open_any_version(path, open);
        require_manager(store, actor);
        const auto before = store.version();
        const auto [copy, doubtful] = store.migrate(actor);
        if (copy.empty()) return status_of(store, message(N_("{} has version {} already; nothing was changed"), path, before));
        auto output = status_of(
            store, message(N_("{}: version {} -> {}; the file before is kept as {}"), path, before, store.version(), copy));
        if (doubtful > 0)
            output.warnings.push_back(
                message(N_("rows that were not as the audit tells it, before this too: {}; osaki-mcs audit verify names them"),
                        doubtful));
        return output;
    });
}

}  // namespace osaki::cli
