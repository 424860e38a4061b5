# bash completion for osaki-mcs: the program itself knows what may follow. bash breaks words at "=", so they are put together
# again before it is asked, and what stands before the "=" is taken off its answers.
_osaki_mcs() {
    local words=() word mode line i cur=
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = && ${#words[@]} -gt 0 && ${words[-1]} == --* ]] ||
            [[ $i -gt 1 && ${COMP_WORDS[i - 1]} == = && ${#words[@]} -gt 0 && ${words[-1]} == --*= ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
    [[ ${#words[@]} -gt 0 ]] && cur=${words[-1]}
    COMPREPLY=()
    {
        read -r mode
        while IFS= read -r line; do
            line=${line%%$'\t'*}
            [[ $cur == --*=* ]] && line=${line#"${cur%%=*}="}
            COMPREPLY+=("$line")
        done
    } < <(command osaki-mcs __complete "${words[@]}" 2> /dev/null)
    case $mode in
        files) compopt -o default ;;
        open) compopt -o nospace ;;
    esac
}
complete -F _osaki_mcs osaki-mcs
