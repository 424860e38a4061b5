#include "osaki/exchange/kinds/kind_of.hpp"

namespace osaki::detail {

std::optional<Fault> erasing_fault(const ImportField& field, bool may_be_empty, bool updates, Update update) {
    if (!updates)
        return Fault{field.name, "E_ERASE", message(N_("(消去) erases nothing in files of this kind; edit the record itself"))};
    if (!may_be_empty)
        return Fault{field.name, "E_ERASE", message(N_("{} cannot be erased"), field.header),
                     message(N_("write what is to stand there"))};
    if (update != Update::all)
        return Fault{field.name, "E_ERASE", message(N_("(消去) erases only with --update all")),
                     message(N_("leave the cell empty to keep what is there"))};
    return std::nullopt;
}

Fault example_fault(const ImportField& field, std::string_view cell) {
    return {field.name, "E_EXAMPLE", message(N_("{} is the example of the template"), cell),
            message(N_("take the example row out"))};
}

}  // namespace osaki::detail
