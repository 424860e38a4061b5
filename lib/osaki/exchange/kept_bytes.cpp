#include "osaki/exchange/kept_bytes.hpp"

#include "osaki/domain/catalogue.hpp"

#include <algorithm>
#include <array>

namespace osaki {

std::span<const KeptBytes> kept_bytes() {
    static constexpr std::array all{
        KeptBytes{"attachment", "scans", "attachment_id"},
        KeptBytes{"document_file", "documents", "document_id"},
        KeptBytes{"usage_load", "usage", "usage_load_id", ".json"},
    };
    return all;
}

const KeptBytes* find_kept_bytes(std::string_view kind) {
    const auto all = kept_bytes();
    const auto found = std::ranges::find(all, kind, &KeptBytes::kind);
    return found == all.end() ? nullptr : &*found;
}

std::string exported_name(const KeptBytes& kept, std::int64_t number) {
    const auto& columns = catalogued(kept.kind).columns;
    const auto column = std::ranges::find(columns, kept.named_by, &ColumnInfo::name);
    return std::string(kept.folder) + '/' + format_id(column->form, number) + std::string(kept.ending);
}

}  // namespace osaki
