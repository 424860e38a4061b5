#include "osaki/domain/founding.hpp"

#include "osaki/base/embedded.hpp"
#include "osaki/domain/document.hpp"
#include "osaki/domain/operator.hpp"
#include "osaki/domain/profile.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <set>

namespace osaki {

extern const Embedded profile_files[];

namespace {

struct File {
    std::string_view name;
    [[noreturn]] void refuse(const toml::node& node, const char* text, std::string_view what) const {
        fail(Code::invalid, N_("{}:{}: {} {}"), name, node.source().begin.line, Argument{text, true}, what);
    }
};

std::string text_of(const File& file, const toml::node& node, std::string_view key) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* array = node.as_array()) {
        std::vector<std::string> parts;
        for (const auto& element : *array) parts.push_back(text_of(file, element, key));
        return join_list(parts);
    }
    file.refuse(node, N_("this value cannot be read:"), key);
}

std::string text_at(const File& file, const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    return node ? text_of(file, *node, key) : std::string();
}

void refuse_unknown(const File& file, const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table)
        if (std::ranges::find(known, key.str()) == known.end()) file.refuse(node, N_("unknown key"), key.str());
}

// Calls each(table) for [[name]] ... in the order of the file.
template <class Each>
void for_each_table(const File& file, const toml::table& root, std::string_view name, Each each) {
    const auto* node = root.get(name);
    if (!node) return;
    const auto* array = node->as_array();
    if (!array) file.refuse(*node, N_("write [[...]] twice-bracketed for each"), name);
    for (const auto& element : *array) {
        if (!element.is_table()) file.refuse(element, N_("this is no table:"), name);
        each(*element.as_table());
    }
}

void add_codes(Change& change, const File& file, const toml::table& root, std::string_view list) {
    std::set<std::string> tokens;
    for_each_table(file, root, list, [&](const toml::table& table) {
        refuse_unknown(file, table, {"label", "token", "aliases", "type"});
        CodeEntry entry{{},
                        std::string(list),
                        text_at(file, table, "token"),
                        text_at(file, table, "label"),
                        split_list(text_at(file, table, "aliases")),
                        text_at(file, table, "type")};
        if (entry.token.empty() || entry.label.empty()) file.refuse(table, N_("label and token are needed in"), list);
        if (!tokens.insert(entry.token).second) file.refuse(table, N_("this token is there twice:"), entry.token);
        change.insert("add", entry);
    });
}

void add_settings(Change& change, const File& file, const toml::table& root) {
    for (const auto section : {"network", "gates", "rules", "training", "papers"}) {
        const auto* section_node = root.get(section);
        if (!section_node) continue;
        const auto* table = section_node->as_table();
        if (!table) file.refuse(*section_node, N_("this is no table:"), section);
        // toml++ hands keys in alphabetical order; the line brings back the order of the file.
        std::vector<std::pair<std::string, const toml::node*>> settings;
        for (const auto& [key, node] : *table) settings.emplace_back(std::string(section) + '.' + std::string(key.str()), &node);
        std::ranges::sort(settings, {}, [](const auto& setting) { return setting.second->source().begin.line; });
        for (const auto& [key, node] : settings) {
            try {
                set_profile(change, key, text_of(file, *node, key));
            } catch (const Error& error) {
                throw Error(Code::invalid, message(N_("{}:{}: the profile cannot be used"), file.name, node->source().begin.line),
                            {{"value", "E_PROFILE", error.message}});
            }
        }
    }
}

void add_documents(Change& change, const File& file, const toml::table& root) {
    for_each_table(file, root, "document", [&](const toml::table& table) {
        refuse_unknown(file, table, {"kind", "title", "version", "effective", "carried_over"});
        Document document;
        const auto kind = parse_name<DocumentKind>(text_at(file, table, "kind"));
        if (!kind)
            file.refuse(table, N_("kind is one of policy, rules, guideline, law, form, not"), text_at(file, table, "kind"));
        document.kind = *kind;
        document.title = text_at(file, table, "title");
        document.version = text_at(file, table, "version");
        if (const auto day = text_at(file, table, "effective"); !day.empty())
            document.effective_on = parse_date(day, change.today());
        document.carried_over = text_at(file, table, "carried_over") == "true";
        document.founded = true;
        publish_document(change, document);
    });
}

void add_secretariat(Change& change, const File& file, const toml::table& root) {
    const auto* table = root.get_as<toml::table>("secretariat");
    if (!table) file.refuse(root, N_("a table is missing:"), "secretariat");
    refuse_unknown(file, *table, {"name", "kana", "type", "municipality", "postal_code", "address", "phone", "fax", "mail"});
    NewOffice office;
    office.name = text_at(file, *table, "name");
    office.kana = text_at(file, *table, "kana");
    office.type = text_at(file, *table, "type");
    office.municipality = text_at(file, *table, "municipality");
    office.postal_code = text_at(file, *table, "postal_code");
    office.address = text_at(file, *table, "address");
    office.phone = text_at(file, *table, "phone");
    office.fax = text_at(file, *table, "fax");
    office.mail = text_at(file, *table, "mail");
    add_secretariat(change, Codes(change), office);
}

toml::table parse(std::string_view toml, std::string_view file_name) {
    try {
        return toml::parse(toml);
    } catch (const toml::parse_error& error) {
        fail(Code::invalid, N_("{}:{}:{}: {}"), file_name, error.source().begin.line, error.source().begin.column,
             error.description());
    }
}

}  // namespace

std::string_view osaki_profile() {
    return profile_files[0].text;
}

void found_register(Change& change, std::string_view toml, std::string_view file_name) {
    const File file{file_name};
    const auto root = parse(toml, file_name);
    refuse_unknown(
        file, root,
        {"network", "secretariat", "gates", "rules", "training", "papers", "document", "profession", "office_type", "service"});
    add_settings(change, file, root);
    for (const auto list : {"profession", "office_type", "service"}) add_codes(change, file, root, list);
    add_secretariat(change, file, root);
    add_documents(change, file, root);
    add_operator(change, change.actor().login, change.actor().login, all_roles());
}

}  // namespace osaki
