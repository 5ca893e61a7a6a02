"""The scripts that complete words in a shell, with gaps for what there is to complete."""

from __future__ import annotations

BASH = """\
# Completes stretchtui's words in bash.
_stretchtui() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local name= wanted= place each IFS=$' \\t\\n'
    for ((place = 1; place < COMP_CWORD; place++)); do
        case ${COMP_WORDS[place]} in
        %TAKING%) ((place++)) ;;
        -*) ;;
        *) name=${COMP_WORDS[place]}; break ;;
        esac
    done
    COMPREPLY=()
    case "$name $before" in
%VALUES%    *)
        case $word in
        -*) case $name in
%OPTIONS%        esac ;;
        *) case $name in
        "") wanted="%COMMANDS%" ;;
%WORDS%        esac ;;
        esac ;;
    esac
    for each in $wanted; do
        IFS=$'\\n'
        case $each in
        @routines|@stretches)
            each=$("${COMP_WORDS[0]}" completion --names "${each#@}" 2>/dev/null)
            COMPREPLY+=($(compgen -W "$each" -- "$word"))
            COMPREPLY+=($(compgen -f -X '!*.toml' -- "$word"))
            ;;
        @plans)
            each=$("${COMP_WORDS[0]}" completion --names plans 2>/dev/null)
            COMPREPLY+=($(compgen -W "$each" -- "$word"))
            ;;
        @files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$word")) ;;
        @folders) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$word")) ;;
        *) COMPREPLY+=($(compgen -W "$each" -- "$word")) ;;
        esac
        IFS=$' \\t\\n'
    done
}
complete -F _stretchtui stretchtui
"""

ZSH = """\
#compdef stretchtui
# Completes stretchtui's words in zsh.
_stretchtui() {
    local name= wanted= place each word=${words[CURRENT]} before=${words[CURRENT-1]}
    local -a described
    for ((place = 2; place < CURRENT; place++)); do
        case ${words[place]} in
        %TAKING%) ((place++)) ;;
        -*) ;;
        *) name=${words[place]}; break ;;
        esac
    done
    case "$name $before" in
%VALUES%    *)
        case $word in
        -*) case $name in
%OPTIONS%        esac ;;
        *) case $name in
        "")
            described=(
%DESCRIBED%            )
            _describe command described
            return
            ;;
%WORDS%        esac ;;
        esac ;;
    esac
    for each in ${=wanted}; do
        case $each in
        @routines|@stretches)
            compadd -- ${(f)"$(${words[1]} completion --names ${each#@} 2>/dev/null)"}
            _files -g '*.toml'
            ;;
        @plans) compadd -- ${(f)"$(${words[1]} completion --names plans 2>/dev/null)"} ;;
        @files) _files ;;
        @folders) _files -/ ;;
        *) compadd -- $each ;;
        esac
    done
}
if [ "$funcstack[1]" = "_stretchtui" ]; then
    _stretchtui "$@"
else
    compdef _stretchtui stretchtui
fi
"""

FISH = """\
# Completes stretchtui's words in fish.
function __stretchtui_at
    set -l words (commandline -opc)
    set -l name ''
    set -l skip 0
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case %TAKING%
                set skip 1
            case '-*'
            case '*'
                set name $word
                break
        end
    end
    test "$name" = "$argv[1]"
end
function __stretchtui_names
    set -l words (commandline -opc)
    $words[1] completion --names $argv[1] 2>/dev/null
end
complete -c stretchtui -f
%LINES%"""
